using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Sides;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Running;

/// <summary>One client, at both servers.</summary>
internal sealed class PairedSession(ISide fake, ISide real) : IDisposable
{
    public Client Fake { get; } = new(fake.Connect());

    public Client Real { get; } = new(real.Connect());

    /// <summary>What it has open; empty for nothing.</summary>
    public string Mailbox { get; set; } = "";

    /// <summary>How many messages it knows of.</summary>
    public int Messages { get; set; }

    /// <summary>What it was told since IDLE began; null where it is not idle.</summary>
    public (IdleNews Fake, IdleNews Real)? Idle { get; set; }

    public void Dispose()
    {
        Fake.Dispose();
        Real.Dispose();
    }
}
