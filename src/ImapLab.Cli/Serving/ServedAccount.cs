using ImapLab.Protocol.Commands;

namespace ImapLab.Cli.Serving;

/// <summary>A user of a fake server. Its password protects nothing, so it may stand on a command line.</summary>
internal sealed record ServedAccount(string User, Secret Password)
{
    public static readonly ServedAccount Default = new("user@example.test", new Secret("password"));

    public static ServedAccount? TryParse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 ? new ServedAccount(text[..colon], new Secret(text[(colon + 1)..])) : null;
    }

    public override string ToString() => $"{User}:{Password.Value}";
}
