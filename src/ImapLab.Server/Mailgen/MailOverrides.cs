namespace ImapLab.Server.Mailgen;

/// <summary>What a caller wants to say itself of a generated message; null leaves it to the generator.</summary>
public sealed record MailOverrides
{
    public static readonly MailOverrides None = new();

    public string? Subject { get; init; }

    /// <summary>The sender as a header has it: <c>Ada &lt;ada@example.test&gt;</c>.</summary>
    public string? From { get; init; }

    /// <summary>The recipients as a header has them, parted by commas.</summary>
    public string? To { get; init; }

    /// <summary>The Date field, to the second.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Without angle brackets: <c>1@example.test</c>.</summary>
    public string? MessageId { get; init; }

    /// <summary>Message-Ids of the thread, oldest first, without angle brackets; the last is answered. Empty for a new thread.</summary>
    public IReadOnlyList<string>? References { get; init; }

    public MailKind? Kind { get; init; }

    /// <summary>The size of the whole message in bytes. A message that cannot be so small is as small as its content lets it be.</summary>
    public int? Size { get; init; }
}
