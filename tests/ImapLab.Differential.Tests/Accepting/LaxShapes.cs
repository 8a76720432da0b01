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
        new("a space too many", (_, text) => SpareSpace().IsMatch(text)),
        new("more arguments than the command has", (verb, text) => Most.TryGetValue(verb, out var most) && Arguments.Of(text).Count > most),
        new("more after the flags of STORE", (verb, text) => verb.EndsWith("STORE", StringComparison.Ordinal) && AfterFlags().IsMatch(text)),
        new("SELECT with parameters that are no list, or none, or followed by more", (verb, text) => verb is "SELECT" or "EXAMINE" && Arguments.Of(text) is [_, var parameter, ..] all && (all.Count > 2 || parameter == "()" || !parameter.StartsWith('('))),
        new("an empty list of modifiers", (verb, text) => verb.EndsWith("STORE", StringComparison.Ordinal) ? text.Contains(" () ", StringComparison.Ordinal) : verb.EndsWith("FETCH", StringComparison.Ordinal) && text.EndsWith(" ()", StringComparison.Ordinal)),
        new("ID with anything", (verb, _) => verb == "ID"),
        new("ENABLE of nothing, or of what is no atom", (verb, text) => verb == "ENABLE" && (Arguments.Of(text).Count == 0 || NoAtom().IsMatch(text))),
        new("STORE without flags", (verb, text) => verb.EndsWith("STORE", StringComparison.Ordinal) && Arguments.Of(text).Count == 2),
        new("more after the modifiers of FETCH", (verb, text) => verb.EndsWith("FETCH", StringComparison.Ordinal) && Arguments.Of(text).Count > 3),
        new("a date of APPEND that no calendar or clock has", (verb, text) => verb == "APPEND" && Quoted().Matches(text).Any(quoted => quoted.Value.Contains(':', StringComparison.Ordinal) && (!Moment().IsMatch(quoted.Value) || NoMoment().IsMatch(quoted.Value)))),
        new("a date of SEARCH that no calendar has", (_, text) => text.Contains(" 32-Jan-2026", StringComparison.Ordinal)),
        new("a set with a zero before, a comma after, quotes around, or a number beyond 32 bits", (_, text) => OddSet().IsMatch(text)),
        new("sections, partials and items that there are not", (verb, text) => verb.EndsWith("FETCH", StringComparison.Ordinal) && OddItem().IsMatch(text)),
        new("REVERSE twice", (_, text) => text.Contains("REVERSE REVERSE", StringComparison.OrdinalIgnoreCase)),
        new("no space after a quoted string", (_, text) => Glued().IsMatch(text)),
        new("KEYWORD of what is none", (_, text) => NoKeyword().IsMatch(text)),
        new("a backslash before what needs none", (_, text) => SpareBackslash().IsMatch(text)),
        new("a pattern's wildcard in what is no pattern", (verb, text) => verb is not ("LIST" or "LSUB") && Wildcard().IsMatch(text)),
        new("a charset that is no atom", (verb, text) => (verb.EndsWith("SORT", StringComparison.Ordinal) || verb.EndsWith("THREAD", StringComparison.Ordinal)) && text.Contains(" * ", StringComparison.Ordinal)),
        new("a reference that is no atom", (verb, text) => verb is "LIST" or "LSUB" && Arguments.Of(text) is ["\\" or "%" or "*", ..]),
        new("an empty list of patterns", (verb, text) => verb == "LIST" && text.EndsWith(" ()", StringComparison.Ordinal)),
    ];

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

    [GeneratedRegex(@"[%*""\\()\]]")]
    private static partial Regex NoAtom();

    [GeneratedRegex(@"[ (](0\d+|[\d:*,]+,|""[\d:*,]+""|\d{11,}|[\d:*,]*[:,]0\d+)( |\)|$)")]
    private static partial Regex OddSet();

    [GeneratedRegex(@"\[0\]|\[[\d.]*\.0\]|<\d+>|<\d+\.0>|BINARY[^\[ ]*\[[A-Z]+\]|BINARY\.SIZE\[[\d.]*\]<|SAVEDATE\[\]|UID\.SIZE|\\\w\)\]", RegexOptions.IgnoreCase)]
    private static partial Regex OddItem();

    [GeneratedRegex(@"""(\\.|[^""\\])*""[^ )\]""]")]
    private static partial Regex Glued();

    [GeneratedRegex(@"KEYWORD [\\%*""(]", RegexOptions.IgnoreCase)]
    private static partial Regex NoKeyword();

    [GeneratedRegex(@"""[^""]*\\[^\\""][^""]*""")]
    private static partial Regex SpareBackslash();

    [GeneratedRegex(@" (?![\d:*,]+[ )]|[\d:*,]+$)[^ ""(){}]*[%*][^ ""(){}]*(?= |\)|$)")]
    private static partial Regex Wildcard();
}
