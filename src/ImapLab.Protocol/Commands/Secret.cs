namespace ImapLab.Protocol.Commands;

/// <summary>A password or token. It prints as stars, so that a log of commands never shows one.</summary>
public readonly record struct Secret(string Value)
{
    public override string ToString() => "***";
}
