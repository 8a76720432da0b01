using System.Globalization;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>What one side has said so far in a sequence that later steps speak of.</summary>
internal sealed class SideMemory
{
    /// <summary>A UIDVALIDITY that neither server gives.</summary>
    private const ulong NoEpoch = 4_000_000_000;

    private readonly List<ulong> _epochs = [];
    private readonly Dictionary<string, ulong> _epochOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ulong>> _modSeqs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastOf = new(StringComparer.Ordinal);

    /// <summary>Whether the sequence has more than one client.</summary>
    public bool SeveralClients { get; init; }

    /// <summary>How many steps there have been.</summary>
    public int Step { get; set; }

    /// <summary>Whether it is the real server's.</summary>
    public bool IsReal { get; init; }

    /// <summary>Whether the step's client is logged in.</summary>
    public bool IsLoggedIn { get; set; }

    /// <summary>Whether the step's client has enabled QRESYNC.</summary>
    public bool KnowsQresync { get; set; }

    /// <summary>The tag of the step's command.</summary>
    public string Tag { get; set; } = "";

    /// <summary>The name of the step's command.</summary>
    public string Verb { get; set; } = "";

    /// <summary>The mailbox that the step's replies are about where they do not name one.</summary>
    public string Mailbox { get; set; } = "";

    /// <summary>The step's mod-sequences in the order in which they came, each with the mailbox it is of.</summary>
    public List<(string Mailbox, ulong Value, bool Highest)> StepModSeqs { get; } = [];

    /// <summary>Which UIDVALIDITY it is, counted in the order in which this side told them.</summary>
    public int EpochNumber(ulong value, string? mailbox)
    {
        if (!_epochs.Contains(value))
            _epochs.Add(value);
        if (mailbox is not null)
            _epochOf[mailbox] = value;
        return _epochs.IndexOf(value) + 1;
    }

    public void Saw(string mailbox, ulong modSeq, bool highest)
    {
        StepModSeqs.Add((mailbox, modSeq, highest));
        if (!_modSeqs.TryGetValue(mailbox, out var known))
            _modSeqs.Add(mailbox, known = []);
        // Changes of one step count as one: a server may give them one mod-sequence, or each its own.
        if (_lastOf.GetValueOrDefault(mailbox) == Step && known.Count > 0)
            known[^1] = Math.Max(known[^1], modSeq);
        else
            known.Add(modSeq);
        _lastOf[mailbox] = Step;
    }

    /// <summary>The value of a mark such as <c>modseq:INBOX:2</c>, or, with a + at its end, the next one. What was never told is none that there is.</summary>
    public string ValueOf(string mark)
    {
        var next = mark.EndsWith('+') ? 1ul : 0;
        var parts = mark.TrimEnd('+').Split(':');
        if (parts[0] == "uidvalidity")
            return _epochOf.GetValueOrDefault(parts[1], NoEpoch).ToString(CultureInfo.InvariantCulture);
        var back = parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : 0;
        var known = _modSeqs.GetValueOrDefault(parts[1] == "OPEN" ? Mailbox : parts[1]) ?? [];
        return ((known.Count > back ? known[^(back + 1)] : 1) + next).ToString(CultureInfo.InvariantCulture);
    }
}
