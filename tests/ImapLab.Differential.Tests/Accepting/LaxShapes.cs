using System.Text.RegularExpressions;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>All that Dovecot lets pass, or passes over, and the fake server calls BAD.</summary>
internal static partial class LaxShapes
{
    /// <summary>How many arguments a command has at most.</summary>
    private static readonly Dictionary<string, int> Most = new(StringComparer.Ordinal)
    {
        ["NOOP"] = 0, ["CAPABILITY"] = 0, ["LOGOUT"] = 0, ["NAMESPACE"] = 0, ["CHECK"] = 0, ["CLOSE"] = 0, ["UNSELECT"] = 0, ["EXPUNGE"] = 0, ["IDLE"] = 0, ["STARTTLS"] = 0,
        ["CREATE"] = 1, ["DELETE"] = 1, ["SUBSCRIBE"] = 1, ["UNSUBSCRIBE"] = 1, ["UID EXPUNGE"] = 1,
        ["RENAME"] = 2, ["STATUS"] = 2, ["COPY"] = 2, ["UID COPY"] = 2, ["MOVE"] = 2, ["UID MOVE"] = 2, ["LSUB"] = 2,
    };

    public static readonly IReadOnlyList<LaxShape> All =
    [
        new("a space too many, or none where there must be one", (_, text) => SpareSpace().IsMatch(text) || Glued().IsMatch(text)),
        new("more arguments than the command has", (verb, text) => Most.TryGetValue(verb, out var most) ? Arguments.Of(text).Count > most : verb == "NOTIFY" ? HasMoreThanNone(Arguments.Of(text)) : verb.EndsWith("FETCH", StringComparison.Ordinal) && HasMore(Arguments.Of(text))),
        new("STORE without flags, or with more after them", (verb, text) => verb.EndsWith("STORE", StringComparison.Ordinal) && (Arguments.Of(text).Count == 2 || AfterFlags().IsMatch(text))),
        new("SELECT with parameters that are no list, or none, or followed by more", (verb, text) => verb is "SELECT" or "EXAMINE" && Arguments.Of(text) is [_, var parameter, ..] all && (all.Count > 2 || parameter == "()" || !parameter.StartsWith('('))),
        new("an empty list", (_, text) => text.Contains(" () ", StringComparison.Ordinal) || text.EndsWith(" ()", StringComparison.Ordinal)),
        new("ID with anything", (verb, _) => verb == "ID"),
        new("ENABLE or NOTIFY SET of nothing", (verb, text) => (verb == "ENABLE" && Arguments.Of(text).Count == 0) || (verb == "NOTIFY" && Arguments.Of(text).Count == 1)),
        new("a date of APPEND that no calendar or clock has", (verb, text) => verb == "APPEND" && Quoted().Matches(text).Any(quoted => quoted.Value.Contains(':', StringComparison.Ordinal) && (!Moment().IsMatch(quoted.Value) || NoMoment().IsMatch(quoted.Value)))),
        new("a date of SEARCH that no calendar has", (_, text) => text.Contains(" 32-Jan-2026", StringComparison.Ordinal)),
        new("a set with a zero before, a comma after, quotes around, or a number beyond 32 bits", (_, text) => OddSet().IsMatch(text)),
        new("sections, partials and items that there are not", (verb, text) => verb.EndsWith("FETCH", StringComparison.Ordinal) && OddItem().IsMatch(text)),
        new("a word with what no atom has, or a sort key that is none", (verb, text) => NoReference(verb, Arguments.Of(text)) || NoKeyword().IsMatch(text) || NoAtom().IsMatch(text) || SpareBackslash().IsMatch(text) || text.Contains(") * ", StringComparison.Ordinal) || text.Contains("REVERSE REVERSE", StringComparison.OrdinalIgnoreCase)),
    ];

    /// <summary>What follows the items of FETCH is one list of modifiers, but for items that have lists of their own.</summary>
    private static bool HasMore(IReadOnlyList<string> arguments) => arguments.Count > 3 || (arguments is [_, _, var modifiers] && !modifiers.StartsWith('('));

    /// <summary>What LIST begins from is a name, and no pattern; so is what is made.</summary>
    private static bool NoReference(string verb, IReadOnlyList<string> arguments) => verb is "LIST" or "LSUB" or "CREATE" && arguments.Count > 0 && arguments[0].AsSpan().ContainsAny('*', '%');

    private static bool HasMoreThanNone(IReadOnlyList<string> arguments) => arguments.Count > 1 && arguments[0].Equals("NONE", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"  | $|\( | \)|\} \r\n")]
    private static partial Regex SpareSpace();

    [GeneratedRegex(@"FLAGS(\.SILENT)? (\([^)]*\)).+$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex AfterFlags();

    [GeneratedRegex(@"""[^""]*""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^""[ 0-3]\d-[A-Za-z]{3}-\d{4} \d\d:\d\d:\d\d [+-]\d{4}""$")]
    private static partial Regex Moment();

    [GeneratedRegex("31-Feb-| 25:")]
    private static partial Regex NoMoment();

    [GeneratedRegex(@"[ (](0\d+|[\d:*,]+,|""[\d:*,]+""|\d{11,}|[\d:*,]*[:,]0\d+)( |\)|$)")]
    private static partial Regex OddSet();

    [GeneratedRegex(@"\[0\]|\[[\d.]*\.0\]|<\d+>|<\d+\.0>|BINARY[^\[ ]*\[[A-Z]+\]|BINARY\.SIZE\[[\d.]*\]<|SAVEDATE\[\]|UID\.SIZE|\(\{3\}|\\\w\)\]", RegexOptions.IgnoreCase)]
    private static partial Regex OddItem();

    [GeneratedRegex(@"""(\\.|[^""\\])*""[^ )\]""]|""""$|\)[^ )\]]|\)\]$|\}\r\nabc""|^[^(]*\([^()]*\)\)$")]
    private static partial Regex Glued();

    [GeneratedRegex(@"KEYWORD [^ ]*[\\%*""(]|HEADER [^ ""]*[\\%*(]", RegexOptions.IgnoreCase)]
    private static partial Regex NoKeyword();

    [GeneratedRegex(@"""[^""]*\\[^\\""][^""]*""")]
    private static partial Regex SpareBackslash();

    [GeneratedRegex(@" (?![\d:*,$]+[ )]|[\d:*,$]+$)[^ ""(){}]*[%*\\\]][^ ""(){}]*(?= |\)|$)")]
    private static partial Regex NoAtom();
}
