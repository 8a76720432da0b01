using ImapLab.Protocol.Commands;
using ImapLab.Server.Commands.Handlers.Messages;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>
/// A tree of search keys made ready to be asked of many messages: sets are resolved, texts folded and the cheap keys put first. What it does
/// not restrict by sets alone is one predicate.
/// </summary>
internal sealed class SearchProgram
{
    private readonly Turn _turn;
    private readonly SessionView _view;
    private readonly Predicate<Candidate>? _test;
    private readonly bool _bySets;

    private SearchProgram(Turn turn, SessionView view, SearchKey key)
    {
        _turn = turn;
        _view = view;
        Indexes = IndexRanges.All(view.Uids.Count);
        var tests = new List<SearchKey>();
        foreach (var part in key is SearchKey.And and ? and.Keys : [key])
        {
            if (Set(part) is { } set)
                (Indexes, _bySets) = (Indexes.And(set), true);
            else if (part is not SearchKey.All)
                tests.Add(part);
        }

        _test = tests.Count == 0 ? null : Compile(tests.Count == 1 ? tests[0] : new SearchKey.And(tests));
    }

    /// <summary>The places in the view, from 0, outside of which nothing matches.</summary>
    public IndexRanges Indexes { get; }

    /// <summary>Whether every message at one of the <see cref="Indexes"/> matches.</summary>
    public bool FindsAll => _test is null;

    /// <summary>Whether sets alone leave nothing to look at.</summary>
    public bool FindsNothing => _bySets && Indexes.Ranges.Count == 0;

    public static SearchProgram Compile(Turn turn, SessionView view, SearchKey key) => new(turn, view, key);

    /// <summary>Whether a message matches, wherever it stands.</summary>
    public bool Finds(Candidate candidate) => Indexes.Contains(candidate.Index) && Matches(candidate);

    /// <summary>Whether a message at one of the <see cref="Indexes"/> matches.</summary>
    public bool Matches(Candidate candidate) => _test is null || _test(candidate);

    /// <summary>The places that a key names by numbers alone; null for any other key.</summary>
    private IndexRanges? Set(SearchKey key) => key switch
    {
        SearchKey.Messages messages => MessageSet.Within(_turn, _view, messages.Set, byUid: false),
        SearchKey.Uids uids => MessageSet.Within(_turn, _view, uids.Set, byUid: true),
        _ => null,
    };

    private Predicate<Candidate> Compile(SearchKey key) => key switch
    {
        SearchKey.All or SearchKey.SaveDateSupported => _ => true,
        SearchKey.And and => All([.. and.Keys.OrderBy(Cost).Select(Compile)]),
        SearchKey.Or or => Any(or),
        SearchKey.Not not => Not(Compile(not.Key)),
        SearchKey.Messages or SearchKey.Uids => Among(Set(key)!),
        SearchKey.Flag flag => Flag(flag),
        SearchKey.Keyword keyword => one => one.Message.Flags.Has(keyword.Value) == keyword.Set,
        SearchKey.ChangedAt changed => one => one.Message.ModSeq >= changed.Least,
        SearchKey.Size { Larger: true } size => one => one.Size > size.Octets,
        SearchKey.Size size => one => one.Size < size.Octets,
        SearchKey.Age age => Age(age),
        SearchKey.Date date => Date(date),
        SearchKey.XGmMsgId id => one => ObjectIds.NumberOfMessage(one.Message.Number) == id.Value,
        SearchKey.XGmThrId id => one => (ulong)_turn.Store.Threads.Of(one.Message) == id.Value,
        SearchKey.XGmLabel label => Label(label),
        SearchKey.XGmRaw raw => Compile(raw.Query),
        SearchKey.Attachment attachment => one => one.HasAttachment(attachment.Name),
        SearchKey.EmailId id => one => ObjectIds.OfMessage(one.Message.Number) == id.Id,
        SearchKey.ThreadId id => one => ObjectIds.OfThread(_turn.Store.Threads.Of(one.Message)) == id.Id,
        _ => Text(key),
    };

    private static Predicate<Candidate> Text(SearchKey key)
    {
        switch (key)
        {
            case SearchKey.Header header:
                var inField = new TextPattern(header.Value);
                return one => one.Text.FieldHas(header.Field, inField);
            case SearchKey.Addresses addresses:
                var inAddresses = new TextPattern(addresses.Value);
                return one => one.Text.AddressesHave(addresses.Field, inAddresses);
            case SearchKey.Subject subject:
                var inSubject = new TextPattern(subject.Value);
                return one => one.Text.SubjectHas(inSubject);
            case SearchKey.Body body:
                var inBody = new TextPattern(body.Value);
                return one => one.Text.BodyHas(inBody);
            case SearchKey.Text text:
                var anywhere = new TextPattern(text.Value);
                return one => one.Text.Has(anywhere);
            default:
                throw new ArgumentOutOfRangeException(nameof(key), key, "Not a search key.");
        }
    }

    private static Predicate<Candidate> All(Predicate<Candidate>[] tests) => one =>
    {
        foreach (var test in tests)
        {
            if (!test(one))
                return false;
        }

        return true;
    };

    private Predicate<Candidate> Any(SearchKey.Or or)
    {
        var (cheap, dear) = Cost(or.Left) <= Cost(or.Right) ? (or.Left, or.Right) : (or.Right, or.Left);
        var (first, second) = (Compile(cheap), Compile(dear));
        return one => first(one) || second(one);
    }

    private static Predicate<Candidate> Not(Predicate<Candidate> test) => one => !test(one);

    private static Predicate<Candidate> Among(IndexRanges indexes) => one => indexes.Contains(one.Index);

    private Predicate<Candidate> Flag(SearchKey.Flag flag)
    {
        var view = _view;
        return flag.Value == Protocol.Mail.SystemFlags.Recent
            ? one => view.IsRecent(one.Message.Uid) == flag.Set
            : one => one.Message.Flags.Has(flag.Value) == flag.Set;
    }

    /// <summary>By the server's clock, to the second; a message of exactly that age is both (RFC 5032 section 2).</summary>
    private Predicate<Candidate> Age(SearchKey.Age age)
    {
        var then = _turn.Now.ToUnixTimeSeconds() - age.Seconds;
        return age.Older
            ? one => one.Arrived <= then
            : one => one.Arrived >= then;
    }

    private Predicate<Candidate> Label(SearchKey.XGmLabel label)
    {
        var folder = LabelNames.Find(_turn, label.Name);
        return one => folder?.FindNumber(one.Message.Number) is not null;
    }

    private Predicate<Candidate> Date(SearchKey.Date date)
    {
        DateOnly? undated = _turn.Plan.Semantics.Search.UndatedIsSentIn1970 ? new DateOnly(1970, 1, 1) : null;
        Func<Candidate, DateOnly?> day = date.Of switch
        {
            DateSource.Sent => one => one.Text.Sent is { } sent ? sent.Day : undated,
            DateSource.Saved => one => one.SaveDay,
            // The day that FETCH tells, whatever the zone (RFC 9051 section 6.4.4).
            _ => one => one.ArrivalDay,
        };
        return date.Relation switch
        {
            DateRelation.Before => one => day(one) < date.Day,
            DateRelation.On => one => day(one) == date.Day,
            _ => one => day(one) >= date.Day,
        };
    }

    /// <summary>How dear it is to ask a key: what stands beside the message, its header, its body.</summary>
    private static int Cost(SearchKey key) => key.Flatten().Max(part => part switch
    {
        SearchKey.Body or SearchKey.Text => 2,
        SearchKey.Header or SearchKey.Addresses or SearchKey.Subject or SearchKey.Date { Of: DateSource.Sent } => 1,
        _ => 0,
    });
}
