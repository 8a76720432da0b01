using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Oracle;

/// <summary>Something that the truth lets be told once: it must be told, or it may.</summary>
internal sealed class Claim(string kind, string path, bool required)
{
    public string Kind => kind;

    public string Path => path;

    public bool Required => required;

    public Message? Message { get; init; }

    /// <summary>The UIDs under which the message may be told; empty for what is not about a message.</summary>
    public IReadOnlyList<uint> Uids { get; init; } = [];

    /// <summary>The ordinal of the change that it tells.</summary>
    public long Happened { get; init; }

    /// <summary>What happened to the same message before: told both, or neither. A deletion's is the arrival that it undoes, an arrival's the deletion.</summary>
    public Claim? Undoes { get; init; }

    /// <summary>What was told; null while nothing was.</summary>
    public Tale? Told { get; set; }

    /// <summary>How well a tale fits: 0 not at all.</summary>
    public int Fits(Tale tale)
    {
        if (tale.Kind != kind || tale.Path != path || (tale.Message is { } number && Message?.Number != number))
            return 0;
        if (tale.Uid is { } uid && Message is not null && !Uids.Contains(uid.Value))
            return 0;
        if (tale.Uid is null && tale.Message is null && Message is not null)
            return 0;
        if (tale.MessageId is { } told && Message is not null && MessageHeaders.MessageIdOf(Message) is { } known && told.Trim('<', '>') != known.Trim('<', '>'))
            return 0;
        return 1 + (required ? 1 : 0) + (tale.Uid is { } exact && Uids is [var first, ..] && first == exact.Value ? 1 : 0);
    }

    public override string ToString() => Message is null ? $"{kind} {path}" : $"{kind} {path} message {Message.Number} (uid {string.Join(" or ", Uids)})";
}
