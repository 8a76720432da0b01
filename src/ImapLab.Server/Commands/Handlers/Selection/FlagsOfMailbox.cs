using ImapLab.Protocol.Replies;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Selection;

/// <summary>Which flags there are in a mailbox, and which of them the client may set: told with SELECT, and again when there are more.</summary>
internal static class FlagsOfMailbox
{
    private static readonly string[] SystemFlagNames = ["\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft"];

    /// <summary>FLAGS as they are now; from here on the client knows them.</summary>
    public static FlagsReply Tell(SessionView view)
    {
        string[] flags = [.. SystemFlagNames, .. view.Keywords];
        view.KeywordsTold = view.Keywords.Count;
        return new FlagsReply(flags);
    }

    /// <summary>PERMANENTFLAGS as they are now.</summary>
    public static ResponseCode Permanent(SessionView view)
    {
        IEnumerable<string> flags = [.. SystemFlagNames, .. view.Keywords];
        return ResponseCode.PermanentFlags(view.ReadOnly ? [] : Permanent(view.Mailbox.TakesNewKeywords ? flags.Append("\\*") : flags, view.Mailbox.OwnersRights));
    }

    /// <summary>What of the flags the client's rights let it change (RFC 4314 section 5.1.1).</summary>
    private static IEnumerable<string> Permanent(IEnumerable<string> flags, MailboxRights rights) => flags.Where(flag => rights.HasFlag(flag switch
    {
        "\\Seen" => MailboxRights.Seen,
        "\\Deleted" => MailboxRights.Mark,
        _ => MailboxRights.Write,
    }));

    /// <summary>Both, when they have changed while the mailbox is open.</summary>
    public static IReadOnlyList<Reply> Again(SessionView view, SelectStyle style) =>
        [Tell(view), ConditionReply.Untagged(Condition.Ok, style.TextOf(SelectItem.PermanentFlags), Permanent(view))];

    /// <summary>The same where the client does not know all flags: it is to read none that it was not told of (RFC 3501 section 7.2.6).</summary>
    public static IReadOnlyList<Reply> TellNew(SessionView view, SelectStyle style) => view.KeywordsTold < view.Keywords.Count ? Again(view, style) : [];
}
