namespace ImapLab.Fuzz.Tests.Running;

/// <summary>Something that must not be, whatever a client says.</summary>
internal sealed class Finding : Exception
{
    public Finding(string what)
        : base(what)
    {
    }

    public Finding(string what, Exception inner)
        : base(what, inner)
    {
    }
}
