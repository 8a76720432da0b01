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
        var unwanted = flags.Keywords.Where(keyword => !mailbox.Knows(keyword) && (rules.Only is not null || keyword.Length > rules.Longest)).ToList();
        if (unwanted.Count > 0 && rules.Otherwise == UnwantedKeyword.Refused)
            return turn.No($"Keyword {unwanted[0]} cannot be set here", ResponseCode.Cannot);
        flags = flags.Except(new FlagSet(SystemFlags.None, [.. unwanted]));
        var fitting = mailbox.Fitting(flags);
        if (fitting != flags && rules.Otherwise == UnwantedKeyword.Refused)
            return turn.No($"A mailbox knows at most {rules.Most} keywords", new ResponseCode("LIMIT"));
        flags = fitting;
        return null;
    }
}
