using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Commands.Handlers.Messages;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>Tells whether a message matches a search key. The message is taken apart only for keys that ask for its text.</summary>
internal sealed class SearchMatcher(Turn turn, SearchKey key)
{
    private readonly Dictionary<(SequenceSet Set, bool ByUid), HashSet<int>> _sets = [];

    /// <param name="index">The message's place in the view, from 0.</param>
    public bool Matches(int index, StoredMessage message) => Matches(key, index, message, new MessageReader(message.Message));

    private bool Matches(SearchKey part, int index, StoredMessage message, MessageReader content) => part switch
    {
        SearchKey.All => true,
        SearchKey.And and => and.Keys.All(inner => Matches(inner, index, message, content)),
        SearchKey.Or or => Matches(or.Left, index, message, content) || Matches(or.Right, index, message, content),
        SearchKey.Not not => !Matches(not.Key, index, message, content),
        SearchKey.Flag flag => turn.View.FlagsOf(message).Has(flag.Value) == flag.Set,
        SearchKey.Keyword keyword => message.Flags.Has(keyword.Value) == keyword.Set,
        SearchKey.Messages messages => Indexes(messages.Set, byUid: false).Contains(index),
        SearchKey.Uids uids => Indexes(uids.Set, byUid: true).Contains(index),
        SearchKey.Size size => size.Larger ? message.Message.Content.Size > size.Octets : message.Message.Content.Size < size.Octets,
        SearchKey.Date date => Matches(date, message, content),
        SearchKey.ChangedAt changed => message.ModSeq >= changed.Least,
        SearchKey.Header header => content.Structure.Text.FieldContains(header.Field, header.Value),
        SearchKey.Body body => content.Structure.Text.BodyContains(body.Value),
        SearchKey.Text text => content.Structure.Text.Contains(text.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Not a search key."),
    };

    /// <summary>A set out of range matches nothing here; it is no error as it is in FETCH.</summary>
    private HashSet<int> Indexes(SequenceSet set, bool byUid)
    {
        if (_sets.TryGetValue((set, byUid), out var indexes))
            return indexes;
        var view = turn.View;
        var resolved = byUid
            ? MessageSet.Resolve(turn, set, byUid)
            : set.Resolve((uint)view.Uids.Count).SelectMany(range => Enumerable.Range(0, view.Uids.Count).Where(index => index + 1 >= range.From && index + 1 <= range.To));
        return _sets[(set, byUid)] = [.. resolved ?? []];
    }

    private static bool Matches(SearchKey.Date date, StoredMessage message, MessageReader content)
    {
        // The day as written, whatever the zone (RFC 9051 section 6.4.4).
        var when = date.Sent ? content.Structure.Text.SentDate : message.Message.InternalDate;
        if (when is not { } moment)
            return false;
        var day = DateOnly.FromDateTime(moment.DateTime);
        return date.Relation switch
        {
            DateRelation.Before => day < date.Day,
            DateRelation.On => day == date.Day,
            _ => day >= date.Day,
        };
    }
}
