using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>How one FETCH is answered for each of its messages: which items, in which order, and whether reading them sets \Seen.</summary>
internal sealed class FetchAnswer
{
    private readonly Turn _turn;
    private readonly SessionView _view;
    private readonly FetchStyle _style;
    private readonly FetchSpelling _spelling;
    private readonly List<FetchItem> _items;
    private readonly List<FetchItem> _decoded;
    private readonly List<(Msn Number, StoredMessage Message)> _seen = [];
    private readonly bool _byUid;
    private readonly bool _reads;
    private readonly bool _opens;
    private readonly bool _surrogates;

    public FetchAnswer(Turn turn, FetchCommand command)
    {
        _turn = turn;
        _view = turn.View;
        _style = turn.Plan.Style.Fetch;
        _spelling = new FetchSpelling(_style);
        _items = Items(command, _style.Order);
        _decoded = _items.FindAll(item => item.Attribute is FetchAttribute.Binary or FetchAttribute.BinarySize);
        _byUid = command.ByUid;
        _surrogates = turn.Plan.Semantics.Messages.Utf8Headers == Utf8Headers.Encoded && !turn.Knows(ClientFeatures.Utf8);
        _opens = _items.Exists(ReadsContent);
        _reads = !_view.ReadOnly && _items.Exists(item => !item.Peek);
    }

    /// <summary>Whether flags are told.</summary>
    public bool TellsFlags => _reads || Asks(FetchAttribute.Flags);

    /// <summary>How much work it is to tell of a message.</summary>
    public int WorkOf(StoredMessage message) => _opens ? Pace.ReadingOf(message.Message.Content.Size) : Pace.Glance;

    /// <summary>Whether the message's encodings are known where they must be (RFC 3516 section 4.3).</summary>
    public bool CanTell(StoredMessage message)
    {
        if (_decoded.Count == 0)
            return true;
        var reader = new MessageReader(message.Message.Content);
        return _decoded.TrueForAll(item => reader.Structure.CanDecode(item.Section!));
    }

    /// <summary>The reply about one message. Reading it sets \Seen, of which the client is told.</summary>
    /// <param name="notice">What tells of \Seen in a reply of its own; null where none does.</param>
    public FetchReply Of(Msn number, StoredMessage message, out FetchReply? notice)
    {
        notice = null;
        var read = _reads && !message.Flags.Has(SystemFlags.Seen) && _view.Mailbox.OwnersRights.HasFlag(MailboxRights.Seen);
        if (read)
            _view.Mailbox.SetFlags(_turn.Connection, message, message.Flags.With(SystemFlags.Seen));
        var data = Data(message);
        return read ? WithSeen(number, message, data, follows: true, out notice) : new FetchReply(number, data);
    }

    /// <summary>The same of a message that is gone, where the client finds that its reading has set \Seen.</summary>
    /// <param name="data">Makes what is told of it.</param>
    public FetchReply OfGone(Msn number, StoredMessage ghost, Func<FetchDatum[]> data, out FetchReply? notice)
    {
        notice = null;
        var flags = _view.FlagsOf(ghost);
        if (!_reads || flags.Has(SystemFlags.Seen))
            return new FetchReply(number, data());
        _view.SetFlagsOfGone(ghost.Uid, flags.With(SystemFlags.Seen));
        // By UID the client is told in the same answer that it is gone.
        return WithSeen(number, ghost, data(), follows: !_byUid, out notice);
    }

    /// <param name="follows">Its mod-sequence may be told when all data are out.</param>
    private FetchReply WithSeen(Msn number, StoredMessage message, FetchDatum[] data, bool follows, out FetchReply? notice)
    {
        notice = null;
        if (follows && ModSeqsFollow && _turn.TellsModSeqs)
            _seen.Add((number, message));
        var seen = SeenNoticeOf(message);
        switch (_style.SeenNotice)
        {
            case SeenNotice.InOwnReply:
                notice = new FetchReply(number, _byUid ? [new FetchDatum.Uid(message.Uid), .. seen] : seen);
                return new FetchReply(number, data);
            case SeenNotice.BeforeContent:
                var content = _items.FindIndex(ReadsContent);
                return new FetchReply(number, [.. data[..content], .. seen, .. data[content..]]);
            default:
                return new FetchReply(number, [.. data, .. seen]);
        }
    }

    /// <summary>Whether more is asked for than flags and numbers.</summary>
    public bool AsksForMore => _items.Exists(item => item.Attribute is not (FetchAttribute.Uid or FetchAttribute.Flags or FetchAttribute.ModSeq));

    /// <summary>What is told of a message, as it is.</summary>
    /// <param name="instead">What is told to stand in it; null for what truly does.</param>
    public FetchDatum[] Data(StoredMessage message, Message? instead = null)
    {
        // Made when an item asks for it: what is kept beside the message is told without the message.
        MessageReader? reader = null;
        var data = new FetchDatum[_items.Count];
        for (var item = 0; item < data.Length; item++)
            data[item] = Datum(_items[item], message, instead, ref reader);
        return data;
    }

    /// <summary>What a client that did not ask for it must be told of the flag that its reading has set.</summary>
    private List<FetchDatum> SeenNoticeOf(StoredMessage message)
    {
        var notice = new List<FetchDatum>();
        var own = _style.SeenNotice == SeenNotice.InOwnReply;
        if (own || !Asks(FetchAttribute.Flags))
            notice.Add(new FetchDatum.Flags(_view.FlagsOf(message)));
        if (!_turn.TellsModSeqs || ModSeqsFollow)
            return notice;
        // RFC 7162 section 3.2.4: the UID comes with it.
        if (_turn.TellsUids && !_byUid && (own || !Asks(FetchAttribute.Uid)))
            notice.Add(new FetchDatum.Uid(message.Uid));
        if (own || !Asks(FetchAttribute.ModSeq))
            notice.Add(new FetchDatum.ModSeq(message.ModSeq));
        return notice;
    }

    /// <summary>
    /// What is told of messages that were read when all their data are out: the mod-sequences, where the flags alone stand among the data. Those
    /// whose flags are news as well are told with these.
    /// </summary>
    public IEnumerable<Reply> Afterwards() => _seen.Where(seen => !_view.HasUntoldFlags(seen.Message.Uid)).Select(seen =>
        new FetchReply(seen.Number, _turn.TellsUids ? [new FetchDatum.Uid(seen.Message.Uid), new FetchDatum.ModSeq(seen.Message.ModSeq)] : [new FetchDatum.ModSeq(seen.Message.ModSeq)]));

    private bool ModSeqsFollow => _style.SeenNotice == SeenNotice.BeforeContent;

    private bool Asks(FetchAttribute attribute) => _items.Exists(item => item.Attribute == attribute);

    private FetchDatum Datum(FetchItem item, StoredMessage message, Message? instead, ref MessageReader? reader) => item.Attribute switch
    {
        FetchAttribute.Uid => new FetchDatum.Uid(message.Uid),
        FetchAttribute.Flags => new FetchDatum.Flags(_view.FlagsOf(message)),
        FetchAttribute.InternalDate => new FetchDatum.InternalDate((instead ?? message.Message).InternalDate),
        FetchAttribute.Rfc822Size => new FetchDatum.Size(ContentOf(instead ?? message.Message).Size),
        FetchAttribute.ModSeq => new FetchDatum.ModSeq(message.ModSeq),
        FetchAttribute.SaveDate => new FetchDatum.SaveDate(message.SaveDate),
        FetchAttribute.EmailId => new FetchDatum.ObjectId("EMAILID", ObjectIds.OfMessage(message.Number)),
        FetchAttribute.ThreadId => new FetchDatum.ObjectId("THREADID", ObjectIds.OfThread(_turn.Store.Threads.Of(message))),
        FetchAttribute.XGmMsgId => new FetchDatum.Number("X-GM-MSGID", ObjectIds.NumberOfMessage(message.Number)),
        FetchAttribute.XGmThrId => new FetchDatum.Number("X-GM-THRID", (ulong)_turn.Store.Threads.Of(message)),
        FetchAttribute.XGmLabels => new FetchDatum.Labels(LabelNames.Of(_turn, message)),
        FetchAttribute.Preview => new FetchDatum.Preview("PREVIEW", item.Fuzzy, Preview(item, instead ?? message.Message, Reader(message, instead, ref reader))),
        FetchAttribute.Snippet => new FetchDatum.Preview("SNIPPET", item.Fuzzy, Preview(item, instead ?? message.Message, Reader(message, instead, ref reader))),
        _ => Reader(message, instead, ref reader).Datum(item, _spelling),
    };

    private MessageReader Reader(StoredMessage message, Message? instead, ref MessageReader? reader) => reader ??= new MessageReader(ContentOf(instead ?? message.Message));

    private IMessageContent ContentOf(Message message) =>
        _surrogates ? new HeldContent(SurrogateHeader.For(message.Content.Bytes)) : message.Content;

    private string? Preview(FetchItem item, Message message, MessageReader reader)
    {
        if (_turn.Plan.Semantics.Messages.LazyPreview == LazyPreview.OnceMade)
        {
            if (item.Lazy && !_turn.Store.HasPreview(message))
                return null;
            _turn.Store.KeepPreview(message);
        }

        return reader.Structure.Preview;
    }

    /// <summary>UID is in every answer to UID FETCH (RFC 9051 section 6.4.9), MODSEQ in every one to CHANGEDSINCE (RFC 7162 section 3.1.4.1).</summary>
    private static List<FetchItem> Items(FetchCommand command, FetchOrder order)
    {
        var items = command.Items.Distinct().ToList();
        if (command.ByUid)
        {
            items.RemoveAll(item => item.Attribute == FetchAttribute.Uid);
            items.Insert(0, new FetchItem(FetchAttribute.Uid));
        }

        if (command.ChangedSince is not null && !items.Exists(item => item.Attribute == FetchAttribute.ModSeq))
            items.Add(new FetchItem(FetchAttribute.ModSeq));
        return order == FetchOrder.ContentLast ? [.. items.OrderBy(ReadsContent)] : items;
    }

    /// <summary>Whether an item is of what stands in the message, and not of what a server keeps beside it.</summary>
    private static bool ReadsContent(FetchItem item) => item.Attribute >= FetchAttribute.Envelope;
}
