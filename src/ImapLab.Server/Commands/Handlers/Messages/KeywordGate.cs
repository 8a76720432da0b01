using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>Holds the flags that a client wants to set against the keywords that a mailbox takes (<see cref="KeywordSemantics"/>).</summary>
internal static class KeywordGate
{
    /// <param name="flags">What the client wants; without the keywords that are left out when this returns null.</param>
    /// <returns>The refusal, or null.</returns>
    public static Reply? Check(Turn turn, Mailbox mailbox, ref FlagSet flags)
    {
        var rules = turn.Plan.Semantics.Messages.Keywords;
        if (flags.Keywords.IsEmpty || rules == KeywordSemantics.Standard)
            return null;
        var room = rules.Most - mailbox.Keywords.Count;
        var unwanted = new List<string>();
        foreach (var keyword in flags.Keywords)
        {
            if (mailbox.Keywords.Contains(keyword, StringComparer.OrdinalIgnoreCase))
                continue;
            if (rules.Only is not null || keyword.Length > rules.Longest || --room < 0)
                unwanted.Add(keyword);
        }

        if (unwanted.Count > 0 && rules.Otherwise == UnwantedKeyword.Refused)
            return turn.No($"Keyword {unwanted[0]} cannot be set here", ResponseCode.Cannot);
        flags = flags.Except(new FlagSet(SystemFlags.None, [.. unwanted]));
        return null;
    }
}
