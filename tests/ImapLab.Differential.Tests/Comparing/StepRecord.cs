using ImapLab.Differential.Tests.Sequences;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Comparing;

/// <summary>What both servers said in one step, as it came and in normal form.</summary>
internal sealed record StepRecord(Step Step, Exchange Fake, Exchange Real, IReadOnlyList<Reply> FakeNormal, IReadOnlyList<Reply> RealNormal)
{
    public static readonly IReadOnlyDictionary<ulong, string> NothingTold = new Dictionary<ulong, string>();

    /// <summary>What is different beyond the replies.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the client was logged in when it said it.</summary>
    public bool IsLoggedIn { get; init; }

    /// <summary>Whether the client had shown that it knows of mod-sequences.</summary>
    public bool KnowsModSeqs { get; init; }

    /// <summary>Whether it had asked for a search to be kept up to date.</summary>
    public bool Watches { get; init; }

    /// <summary>Whether it had said NOTIFY.</summary>
    public bool HasNotified { get; init; }

    /// <summary>What the fake server told in the last IDLE of flags of messages that came in it, by number.</summary>
    public IReadOnlyDictionary<ulong, string> ToldInIdle { get; init; } = NothingTold;

    /// <summary>The mailbox that was created last, by whatever client; empty where there was none.</summary>
    public string LastMade { get; init; } = "";

    /// <summary>What the client has open.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>What the client may not have been told before.</summary>
    public Untold Untold { get; init; } = Untold.Nothing;

    /// <summary>The accepted difference that this is a case of.</summary>
    public string? Accepted { get; init; }

    public bool IsSame => Problem is null && Fake.Ending == Real.Ending && FakeNormal.SequenceEqual(RealNormal);

    /// <summary>Whether the replies are the same once each is changed, or, for null, left out.</summary>
    public bool IsSameWith(Func<Reply, Reply?> change) =>
        Problem is null && Fake.Ending == Real.Ending && FakeNormal.Select(change).OfType<Reply>().SequenceEqual(RealNormal.Select(change).OfType<Reply>());

    /// <summary>The command's name; empty where the step is none.</summary>
    public string Verb => (Step as SayStep)?.Verb ?? "";

    /// <summary>Whether the command was drawn to be wrong.</summary>
    public bool IsWrong => Step is SayStep { IsWrong: true };

    public string Text => (Step as SayStep)?.Text ?? "";

    /// <summary>The tagged completion's condition: OK, NO or BAD; empty where there is none.</summary>
    public static string ConditionOf(IReadOnlyList<Reply> replies) =>
        replies.LastOrDefault(reply => reply.Tag is not ("*" or "+")) is { Nodes: [Node.Atom condition, ..] } ? condition.Value : "";

    public static string CodeOf(IReadOnlyList<Reply> replies) => replies.LastOrDefault(reply => reply.Tag is not ("*" or "+"))?.Code?.ToString() ?? "";
}
