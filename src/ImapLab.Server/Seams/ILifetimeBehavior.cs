namespace ImapLab.Server.Seams;

/// <summary>Bends how long connections live and who may have one.</summary>
public interface ILifetimeBehavior
{
    /// <summary>A client has logged in.</summary>
    void LoggedIn(SeamContext context)
    {
    }

    /// <summary>A connection that had logged in is gone.</summary>
    void Gone(SeamContext context)
    {
    }
}
