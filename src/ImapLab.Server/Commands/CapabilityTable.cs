using System.Collections.Frozen;
using System.Globalization;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Sasl;

namespace ImapLab.Server.Commands;

/// <summary>
/// The capabilities that change what a command does rather than bring one, and those that only say how clients may speak. What brings a command
/// stands in its row of <see cref="CommandCatalog"/>. A name that stands in neither cannot be advertised.
/// </summary>
internal static class CapabilityTable
{
    private static readonly Capability[] Rows =
    [
        new("IMAP4rev1"),

        // RFC 9051 appendix E: what it took in of earlier extensions
        new("IMAP4rev2")
        {
            Implies =
            [
                "NAMESPACE", "UNSELECT", "UIDPLUS", "ESEARCH", "SEARCHRES", "ENABLE", "IDLE", "SASL-IR", "LIST-EXTENDED", "LIST-STATUS", "MOVE", "LITERAL-",
                "BINARY", "SPECIAL-USE", "CHILDREN", "STATUS=SIZE",
            ],
        },

        // How clients log in and how they write literals
        .. SaslMechanisms.All.Select(mechanism => new Capability(SaslMechanisms.CapabilityOf(mechanism))),
        new("SASL-IR"),
        new("LOGINDISABLED"),
        new("LITERAL+"),
        new("LITERAL-"),

        // Mailboxes
        new("CHILDREN"),
        new("LIST-EXTENDED"),
        new("LIST-STATUS"),
        new("SPECIAL-USE"),
        new("CREATE-SPECIAL-USE"),
        new("LIST-MYRIGHTS"),
        new("LIST-METADATA"),
        new("METADATA") { Implies = ["METADATA-SERVER"] },
        new("QUOTA=RES-STORAGE") { Implies = ["QUOTA"] },
        new("QUOTA=RES-MESSAGE") { Implies = ["QUOTA"] },
        new("QUOTA=RES-MAILBOX") { Implies = ["QUOTA"] },
        new("QUOTASET") { Implies = ["QUOTA"] },
        new("RIGHTS", TakesValue: true) { NeedsValue = RightsText.CanBeAdvertised },
        new("STATUS=SIZE"),

        // Messages
        new("CONDSTORE"),
        new("UIDONLY") { Implies = ["ENABLE"] },
        new("QRESYNC") { Implies = ["CONDSTORE", "ENABLE"] },
        new("UTF8=ACCEPT") { Implies = ["ENABLE"] },
        new("UTF8=ONLY") { Implies = ["UTF8=ACCEPT"] },
        new("BINARY"),
        new("MULTIAPPEND"),
        new("CATENATE"),
        new("URL-PARTIAL"),
        new("APPENDLIMIT", TakesValue: true),
        new("PREVIEW"),
        new("PREVIEW=FUZZY"),
        new("SNIPPET=FUZZY"),
        new("SAVEDATE"),
        new("OBJECTID"),
        new("MESSAGELIMIT", TakesValue: true) { NeedsValue = IsNumber },
        new("SAVELIMIT", TakesValue: true) { NeedsValue = IsNumber },
        new("INPROGRESS"),
        new("X-GM-EXT-1"),

        // Searching
        new("ESEARCH"),
        new("SEARCHRES"),
        new("WITHIN"),
        new("I18NLEVEL=1"),
        new("PARTIAL"),
        new("ESORT"),
        new("CONTEXT=SEARCH") { Implies = ["CONTEXT"] },
        new("CONTEXT=SORT") { Implies = ["CONTEXT"] },
        new("SORT=DISPLAY"),
        new("THREAD=ORDEREDSUBJECT") { Implies = ["THREAD"] },
        new("THREAD=REFERENCES") { Implies = ["THREAD"] },
        new("THREAD=REFS") { Implies = ["THREAD"] },
    ];

    private static readonly FrozenDictionary<string, Capability> ByName = Rows.ToFrozenDictionary(row => row.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Rows.Select(row => row.Name);

    /// <param name="advertised">As it is advertised, with its value where it takes one.</param>
    public static Capability? Find(string advertised)
    {
        if (ByName.TryGetValue(advertised, out var whole))
            return whole.NeedsValue is null ? whole : null;
        var (name, value) = Split(advertised);
        return value is not null && ByName.TryGetValue(name, out var row) && row.TakesValue && row.NeedsValue?.Invoke(value) != false ? row : null;
    }

    /// <summary>A number as the grammar has it: not 0, and 32 bits (RFC 9051 section 9, nz-number).</summary>
    private static bool IsNumber(string value) => uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= int.MaxValue;

    /// <summary><c>APPENDLIMIT=35651584</c> in its two halves; the second is null where there is no value.</summary>
    public static (string Name, string? Value) Split(string advertised)
    {
        var equals = advertised.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (advertised, null) : (advertised[..equals], advertised[(equals + 1)..]);
    }

    /// <summary>The values of the capabilities that have one, by the name before the equals sign.</summary>
    public static FrozenDictionary<string, string> Values(IEnumerable<string> advertised) =>
        advertised.Select(Split).Where(one => one.Value is not null).DistinctBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(one => one.Name, one => one.Value!, StringComparer.OrdinalIgnoreCase);

    /// <summary>All that a server with these capabilities has, the implied ones and the bare names of those with a value among them.</summary>
    public static FrozenSet<string> Closure(IEnumerable<string> advertised)
    {
        var all = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(advertised);
        while (open.TryDequeue(out var name))
        {
            if (!all.Add(name) || Find(name) is not { } row)
                continue;
            all.Add(row.Name);
            foreach (var implied in row.Implies)
                open.Enqueue(implied);
        }

        return all.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}

/// <param name="Name">As it is advertised, without its value.</param>
/// <param name="TakesValue">Whether it may stand as <c>NAME=value</c>.</param>
internal sealed record Capability(string Name, bool TakesValue = false)
{
    /// <summary>Which values it can have, where it says nothing without one; null where it needs none, and may have any.</summary>
    public Func<string, bool>? NeedsValue { get; init; }

    /// <summary>What a server with this one has too, whether or not it says so.</summary>
    public string[] Implies { get; init; } = [];
}
