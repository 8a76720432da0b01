using ImapLab.Tracking.Connections;

namespace ImapLab.Tracking.Delivery;

/// <summary>The line of one folder's events behind one that was not taken.</summary>
internal sealed class Lane(Backoff backoff)
{
    /// <summary>When the first of the line is offered again.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>How often the first of the line was offered in vain since the carrier started.</summary>
    public int Attempts => backoff.Failures;

    public void Fail(DateTimeOffset now, TimeSpan atLeast)
    {
        var wait = backoff.Next();
        Due = now + (wait > atLeast ? wait : atLeast);
    }

    /// <summary>The first of the line is settled; the next is due at once.</summary>
    public void Advance()
    {
        backoff.Reset();
        Due = default;
    }
}
