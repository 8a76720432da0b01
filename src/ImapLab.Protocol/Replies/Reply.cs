using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Replies;

/// <summary>What a server says, before it becomes bytes.</summary>
public abstract record Reply;

public enum Condition
{
    Ok,
    No,
    Bad,
    Bye,
    Preauth,
}

/// <summary>A status reply: the completion of a command where it has a tag, else news (RFC 9051 section 7.1).</summary>
public sealed record ConditionReply(string? Tag, Condition Condition, ResponseCode? Code, string Text) : Reply
{
    public static ConditionReply Untagged(Condition condition, string text, ResponseCode? code = null) => new(null, condition, code, text);

    public static ConditionReply Bye(string text, ResponseCode? code = null) => new(null, Condition.Bye, code, text);
}

/// <summary>The server waits for more of the command: a literal, a SASL answer, or DONE.</summary>
public sealed record ContinuationReply(string Text) : Reply;

public sealed record CapabilityReply(IReadOnlyList<string> Names) : Reply;

public sealed record EnabledReply(IReadOnlyList<string> Names) : Reply;

/// <param name="Fields">Null for NIL.</param>
public sealed record IdReply(IReadOnlyList<KeyValuePair<string, string?>>? Fields) : Reply;

/// <summary>One personal, other or shared namespace (RFC 2342).</summary>
public sealed record Namespace(string Prefix, char? Delimiter);

public sealed record NamespaceReply(IReadOnlyList<Namespace> Personal, IReadOnlyList<Namespace> Others, IReadOnlyList<Namespace> Shared) : Reply;

public sealed record StatusReply(string Mailbox, IReadOnlyList<StatusDatum> Items) : MailboxReply(Mailbox);

public sealed record FlagsReply(IReadOnlyList<string> Names) : Reply;

public sealed record ExistsReply(int Count) : Reply;

public sealed record RecentReply(int Count) : Reply;

public sealed record ExpungeReply(Msn Message) : Reply;

public sealed record FetchReply(Msn Message, IReadOnlyList<FetchDatum> Data) : Reply;

/// <summary>A line as a stub or a broken server says it, without its line end.</summary>
public sealed record RawReply(string Line) : Reply;
