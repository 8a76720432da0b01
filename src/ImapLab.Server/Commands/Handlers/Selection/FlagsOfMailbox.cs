using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Selection;

/// <summary>Which flags there are in a mailbox, and which of them the client may set: told with SELECT, and again when there are more.</summary>
internal static class FlagsOfMailbox
{
    private static readonly string[] SystemFlagNames = ["\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft"];

    /// <summary>FLAGS and PERMANENTFLAGS as they are now; from here on the client knows them.</summary>
    public static IReadOnlyList<Reply> Tell(SessionView view)
    {
        string[] flags = [.. SystemFlagNames, .. view.Keywords];
        view.KeywordsTold = view.Keywords.Count;
        return [new FlagsReply(flags), ConditionReply.Untagged(Condition.Ok, "Flags permitted", ResponseCode.PermanentFlags(view.ReadOnly ? [] : Permanent(view.Mailbox.TakesNewKeywords ? [.. flags, "\\*"] : flags, view.Mailbox.OwnersRights)))];
    }

    /// <summary>What of the flags the client's rights let it change (RFC 4314 section 5.1.1).</summary>
    private static IEnumerable<string> Permanent(IEnumerable<string> flags, MailboxRights rights) => flags.Where(flag => rights.HasFlag(flag switch
    {
        "\\Seen" => MailboxRights.Seen,
        "\\Deleted" => MailboxRights.Mark,
        _ => MailboxRights.Write,
    }));

    /// <summary>The same, where the client does not know all of them: it is to read no flag that it was not told of (RFC 3501 section 7.2.6).</summary>
    public static IReadOnlyList<Reply> TellNew(SessionView view) => view.KeywordsTold < view.Keywords.Count ? Tell(view) : [];
}
