using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Sides;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Running;

/// <summary>One client, at both servers.</summary>
internal sealed class PairedSession(ISide fake, ISide real) : IDisposable
{
    public Client Fake { get; } = new(fake.Connect());

    public Client Real { get; } = new(real.Connect());

    public bool IsLoggedIn { get; set; }

    public bool KnowsQresync { get; set; }

    public bool KnowsModSeqs { get; set; }

    public bool Watches { get; set; }

    public bool HasNotified { get; set; }

    /// <summary>The tag of the command under way or last.</summary>
    public string Tag { get; set; } = "";

    /// <summary>What it may not have been told of what others did.</summary>
    public Untold Untold { get; set; } = Untold.Nothing;

    /// <summary>The keywords that each side has named to it.</summary>
    public (KeywordsHeard Fake, KeywordsHeard Real) Keywords { get; } = (new KeywordsHeard(), new KeywordsHeard());

    /// <summary>What it has open; empty for nothing.</summary>
    public string Mailbox { get; set; } = "";

    /// <summary>How many messages it knows of.</summary>
    public int Messages { get; set; }

    /// <summary>What it was told since IDLE began; null where it is not idle.</summary>
    public (IdleNews Fake, IdleNews Real)? Idle { get; set; }

    /// <summary>What the fake server told in the last IDLE of flags of messages that came in it, by number.</summary>
    public IReadOnlyDictionary<ulong, string> ToldInIdle { get; set; } = StepRecord.NothingTold;

    public void Dispose()
    {
        Fake.Dispose();
        Real.Dispose();
    }
}
