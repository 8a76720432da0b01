using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Wire;

/// <summary>Turns typed replies into bytes (RFC 9051 section 9, <c>response</c>). Each topic's replies have a file of their own.</summary>
public sealed partial class ReplyEncoder(WireStyle style)
{
    /// <summary>The client takes UTF-8 in quoted strings (RFC 6855 section 3): mailbox names then are not encoded.</summary>
    public bool Utf8 { get; set; }

    /// <summary>Writes one reply with its line end.</summary>
    public void Encode(Reply reply, ImapWriter writer)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Utf8 = Utf8;
        switch (reply)
        {
            case ConditionReply condition:
                Condition(condition, writer);
                break;
            case ContinuationReply continuation:
                writer.Raw("+ ").Raw(continuation.Text);
                break;
            case RawReply raw:
                writer.Raw(raw.Line);
                break;
            default:
                Untagged(reply, writer.Raw("* "u8));
                break;
        }

        writer.Line();
    }

    private static void Condition(ConditionReply reply, ImapWriter writer)
    {
        writer.Raw(reply.Tag ?? "*").Space().Raw(NameOf(reply.Condition));
        if (reply.Code is not null)
            writer.Space().Raw(reply.Code.ToString());
        if (reply.Text.Length > 0)
            writer.Space().Text(reply.Text);
    }

    private static ReadOnlySpan<byte> NameOf(Condition condition) => condition switch
    {
        Replies.Condition.Ok => "OK"u8,
        Replies.Condition.No => "NO"u8,
        Replies.Condition.Bad => "BAD"u8,
        Replies.Condition.Bye => "BYE"u8,
        _ => "PREAUTH"u8,
    };

    private void Untagged(Reply reply, ImapWriter writer)
    {
        switch (reply)
        {
            case FetchReply fetch:
                Fetch(fetch, writer);
                break;
            case UidFetchReply fetch:
                UidFetch(fetch, writer);
                break;
            case ExpungeReply expunge:
                writer.Number((ulong)expunge.Message.Value).Raw(" EXPUNGE"u8);
                break;
            case ExistsReply exists:
                writer.Number((ulong)exists.Count).Raw(" EXISTS"u8);
                break;
            case CapabilityReply capability:
                writer.Raw("CAPABILITY ").Raw(string.Join(' ', capability.Names));
                break;
            case EnabledReply enabled:
                Enabled(enabled, writer);
                break;
            case IdReply id:
                Id(id, writer);
                break;
            case NamespaceReply namespaces:
                Namespaces(namespaces, writer);
                break;
            case ListReply list:
                List(list, writer);
                break;
            case StatusReply status:
                Status(status, writer);
                break;
            case AccessReply access:
                Access(access, writer);
                break;
            case ListRightsReply rights:
                ListRights(rights, writer);
                break;
            case MyRightsReply mine:
                MyRights(mine, writer);
                break;
            case QuotaReply quota:
                Quota(quota, writer);
                break;
            case QuotaRootReply root:
                QuotaRoot(root, writer);
                break;
            case MetadataReply metadata:
                Metadata(metadata, writer);
                break;
            case MetadataChangedReply changed:
                MetadataChanged(changed, writer);
                break;
            case FlagsReply flags:
                Flags(flags.Names, writer.Raw("FLAGS "));
                break;
            case RecentReply recent:
                writer.Number((ulong)recent.Count).Raw(" RECENT"u8);
                break;
            case VanishedReply vanished:
                Vanished(vanished, writer);
                break;
            case SearchReply search:
                Found("SEARCH", search.Numbers, search.HighestModSeq, writer);
                break;
            case SortReply sort:
                Found("SORT", sort.Numbers, sort.HighestModSeq, writer);
                break;
            case SearchUpdateReply update:
                Update(update, writer);
                break;
            case ThreadReply thread:
                Thread(thread, writer);
                break;
            case EsearchReply esearch:
                Esearch(esearch, writer);
                break;
            default:
                throw new ArgumentException($"No encoding for {reply.GetType().Name}.", nameof(reply));
        }
    }

    private static ImapWriter Flags(IEnumerable<string> names, ImapWriter writer) => writer.List(names, (w, name) => w.Raw(name));
}
