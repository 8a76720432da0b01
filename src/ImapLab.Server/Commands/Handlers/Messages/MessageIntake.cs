using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Parsing;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>Makes what clients send with APPEND and REPLACE into messages that can be stored, or says why it cannot.</summary>
internal sealed class MessageIntake(Turn turn)
{
    /// <summary>What is wrong whatever the octets of the message are.</summary>
    /// <returns>The refusal, or null.</returns>
    /// <param name="more">How many messages there would be more.</param>
    public Reply? Refuse(MailboxName name, long octets, int more = 1)
    {
        if (turn.Find(name) is not { } mailbox)
            return turn.NoSuchMailbox(name, ResponseCode.TryCreate);
        if (Admission.Refusal(turn, mailbox, more, (ulong)octets) is { } refusal)
            return refusal;
        return octets > turn.Plan.AppendLimit ? TooBig(octets) : null;
    }

    /// <summary>Puts messages together; none of them is stored yet, so that one refusal is a refusal of all (RFC 3502 section 6.3.11).</summary>
    /// <returns>The refusal, or null.</returns>
    public Reply? Take(Mailbox mailbox, IReadOnlyList<AppendMessage> messages, out List<NewMessage> taken)
    {
        taken = [];
        if (messages.Count > 1 && !turn.Offers("MULTIAPPEND"))
            return turn.Bad("MULTIAPPEND is not supported here");
        foreach (var message in messages)
        {
            if (Unsupported(message) is { } extension)
                return turn.Bad($"{extension} is not supported here");
            if (Assemble(message, out var content) is { } refusal)
                return refusal;
            var flags = message.Flags;
            if (KeywordGate.Check(turn, mailbox, ref flags) is { } unwanted)
                return unwanted;
            taken.Add(new NewMessage(content, message.InternalDate, flags));
        }

        return null;
    }

    /// <summary>Stores messages that were taken.</summary>
    /// <returns>What the server says of it with the completion, where it tells UIDs; else null.</returns>
    public ResponseCode? Store(Mailbox mailbox, IEnumerable<NewMessage> messages)
    {
        var uids = new List<Uid>();
        turn.Store.AtOnce(() => uids.AddRange(messages.Select(message => Store(mailbox, message))));
        return turn.TellsCopiedUids ? ResponseCode.AppendUid(mailbox.UidValidity, uids) : null;
    }

    private Uid Store(Mailbox mailbox, NewMessage message)
    {
        var flags = Admission.FlagsFor(mailbox, message.Flags);
        return turn.Store.Labels is { } labels
            ? labels.Append(turn.Connection, mailbox, message.Content, message.InternalDate, flags)
            : mailbox.Add(turn.Connection, turn.Store.NewMessage(message.Content, message.InternalDate), flags).Uid;
    }

    private string? Unsupported(AppendMessage message)
    {
        if (message.IsCatenated && !turn.Offers("CATENATE"))
            return "CATENATE";
        foreach (var text in message.Parts.OfType<AppendPart.Text>())
        {
            var needed = text.Form switch { AppendForm.Literal8 => "BINARY", AppendForm.Utf8 => "UTF8=ACCEPT", _ => null };
            if (needed is not null && !turn.Offers(needed))
                return needed;
        }

        return null;
    }

    private Reply? Assemble(AppendMessage message, out IMessageContent content)
    {
        content = HeldContent.Empty;
        var pieces = new List<ReadOnlyMemory<byte>>(message.Parts.Count);
        foreach (var part in message.Parts)
        {
            if (Octets(part) is not { } octets)
                return turn.No("That names no part of a message here", ResponseCode.BadUrl(((AppendPart.Url)part).Value));
            pieces.Add(octets);
        }

        var size = pieces.Sum(piece => (long)piece.Length);
        if (size == 0 && !message.IsCatenated)
            return turn.No("Can't save a message of no octets");
        if (size > turn.Plan.AppendLimit)
            return TooBig(size);
        var whole = pieces.Count == 1 ? pieces[0] : Joined(pieces, (int)size);
        content = new HeldContent(whole);
        return RefuseUtf8(message, whole);
    }

    /// <summary>
    /// The octets of a part; null where a URL names none, or one in a mailbox that may not be read (RFC 4314 section 4). Reading it by URL does not
    /// set \Seen (RFC 4469 section 3).
    /// </summary>
    private ReadOnlyMemory<byte>? Octets(AppendPart part)
    {
        if (part is AppendPart.Text text)
            return text.Bytes;
        if (MessageUrlParser.TryParse(((AppendPart.Url)part).Value, turn.Session.View?.Mailbox.Name) is not { } url
            || turn.Find(url.Mailbox) is not { } mailbox
            || !mailbox.OwnersRights.HasFlag(MailboxRights.Read)
            || (url.UidValidity is { } epoch && epoch != mailbox.UidValidity)
            || mailbox.Find(url.Uid) is not { } message
            || MessageStructure.Parse(message.Message.Content.Bytes).Section(url.Section) is not { } octets
            || (url.Partial is not null && !turn.Offers("URL-PARTIAL")))
            return null;
        return url.Partial is { } range ? MessageStructure.Partial(octets, range.Offset, range.Length ?? uint.MaxValue) : octets;
    }

    private static byte[] Joined(List<ReadOnlyMemory<byte>> pieces, int size)
    {
        var whole = new byte[size];
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(whole.AsMemory(at));
            at += piece.Length;
        }

        return whole;
    }

    /// <summary>Who has not enabled UTF-8 must not bring it in headers (RFC 6855 section 4).</summary>
    private Reply? RefuseUtf8(AppendMessage message, ReadOnlyMemory<byte> content)
    {
        if (turn.Knows(ClientFeatures.Utf8) || !turn.Offers("UTF8=ACCEPT"))
            return null;
        return message.Parts.OfType<AppendPart.Text>().Any(text => text.Form == AppendForm.Utf8) || HasOctetsAbove127(content)
            ? turn.No("ENABLE UTF8=ACCEPT comes before headers in UTF-8", ResponseCode.Cannot)
            : null;
    }

    private static bool HasOctetsAbove127(ReadOnlyMemory<byte> content)
    {
        var header = content.Span;
        var end = header.IndexOf("\r\n\r\n"u8);
        return header[..(end < 0 ? header.Length : end)].ContainsAnyInRange((byte)0x80, (byte)0xff);
    }

    private Reply TooBig(long octets) =>
        turn.No($"Message of {octets} octets is larger than the {turn.Plan.AppendLimit} that are taken", ResponseCode.TooBig);
}

/// <summary>A message that a client brought, whole, before it is stored.</summary>
/// <param name="InternalDate">Null: the time of arrival.</param>
internal sealed record NewMessage(IMessageContent Content, DateTimeOffset? InternalDate, FlagSet Flags);
