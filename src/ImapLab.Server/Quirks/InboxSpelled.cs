using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>INBOX under another spelling in everything the server says.</summary>
public sealed class InboxSpelled(string spelling) : Quirk, IDescribedQuirk, IReplyBehavior
{
    public static QuirkDescription Description { get; } = new(
        "list.inbox-spelled",
        "INBOX is listed under another spelling.",
        "INBOX is one name in any case; servers list it as INBOX (RFC 9051 section 5.1).",
        "Yahoo lists it as \"Inbox\" (MailKit's captured fixtures; the Nylas article); Domino 9 does too.",
        "A tracker that compares names exactly finds no INBOX, or two of them.")
    {
        Parameters = [new QuirkParameter("as", "the spelling", "Inbox")],
    };

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var spelling = arguments.Text("as", "Inbox");
        return new MailboxName(spelling.Length > 0 ? spelling : "?").IsInbox
            ? new InboxSpelled(spelling)
            : throw new QuirkArgumentException(Description.Id, "as", $"expects a spelling of INBOX, found \"{spelling}\"");
    }

    public IEnumerable<Reply> Bend(SeamContext context, ImapCommand? cause, Reply reply) =>
    [
        reply is MailboxReply about && about.Mailbox == MailboxName.Inbox.Text ? about with { Mailbox = spelling } : reply,
    ];
}
