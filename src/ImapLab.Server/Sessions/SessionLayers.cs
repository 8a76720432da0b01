namespace ImapLab.Server.Sessions;

/// <summary>What lies between a session and its wire, and what shall from the end of the answer under way on.</summary>
internal sealed class SessionLayers(IConnectionHost host)
{
    private Action? _change;

    /// <summary>Whether TLS protects what is said.</summary>
    public bool IsSecure => host.IsSecure;

    /// <summary>Whether what is said is compressed.</summary>
    public bool IsCompressed => host.IsCompressed;

    /// <summary>Whether something changes with the end of the answer, which is not meant for a layer that comes then.</summary>
    public bool HasChange => _change is not null;

    public void StartTls() => _change = host.StartTls;

    public void StartDeflate() => _change = host.StartDeflate;

    public void EndDeflate() => _change = host.IsCompressed ? host.EndDeflate : null;

    /// <summary>The answer has been said.</summary>
    public void Change()
    {
        var change = _change;
        _change = null;
        change?.Invoke();
    }
}
