using System.Collections.Immutable;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>Looks for the messages of a view that match a key, as SEARCH, SORT and THREAD do.</summary>
internal sealed class SearchRun(Turn turn, SearchKey key)
{
    private readonly SearchProgram _program = SearchProgram.Compile(turn, key);
    private readonly bool _findsGone = turn.Plan.Semantics.Session.Gone.SearchFinds;
    private readonly int _began = turn.View.Mailbox.Journal.Length;
    private readonly bool _byModSeq = key.Flatten().Any(part => part is SearchKey.ChangedAt);

    /// <summary>What <see cref="Look"/> found, when it is through; null where it, or <see cref="Read"/>, came to no end because the mailbox is gone.</summary>
    public FoundMessages? Found { get; private set; }

    /// <summary>Looks at the messages.</summary>
    /// <returns>Pauses; and what the client is told where the mailbox is gone after one.</returns>
    public IEnumerable<Reply> Look()
    {
        var view = turn.View;
        var pace = new Pace();
        var candidate = new Candidate();
        var most = _program.MatchesAll ? _program.Indexes.Count : 0;
        var numbers = ImmutableArray.CreateBuilder<uint>(most);
        var uids = ImmutableArray.CreateBuilder<uint>(most);
        foreach (var (from, to) in _program.Indexes.Ranges)
        {
            var index = from - 1;
            foreach (var uid in view.Uids.Between(view.Uids[from], view.Uids[to]))
            {
                index++;
                // What is expunged and not yet told keeps its number and mostly matches nothing (RFC 2180 section 4.3).
                if ((view.Mailbox.Find(uid) ?? (_findsGone ? view.FindGone(uid) : null)) is not { } message)
                    continue;
                candidate.LookAt(index, message);
                if (_program.MatchesAll || _program.Matches(candidate))
                {
                    numbers.Add((uint)index + 1);
                    uids.Add(uid.Value);
                }

                if (!pace.IsDueAfter(candidate.Work))
                    continue;
                yield return Pace.Pause;
                if (!view.IsVoid)
                    continue;
                yield return turn.MailboxGone();
                yield break;
            }
        }

        Found = new FoundMessages(numbers.DrainToImmutable(), uids.DrainToImmutable());
    }

    /// <summary>Looks once more at what was found, as far as it is still there.</summary>
    /// <returns>Pauses; and what the client is told where the mailbox is gone after one, which then is the end.</returns>
    public IEnumerable<Reply> Read(FoundMessages found, Action<Candidate> read)
    {
        var pace = new Pace();
        var candidate = new Candidate();
        for (var place = 0; place < found.Count; place++)
        {
            if (turn.View.Mailbox.Find(new Uid(found.Uids[place])) is not { } message)
                continue;
            candidate.LookAt((int)found.Numbers[place] - 1, message);
            read(candidate);
            if (!pace.IsDueAfter(candidate.Work))
                continue;
            yield return Pace.Pause;
            if (!turn.View.IsVoid)
                continue;
            Found = null;
            yield return turn.MailboxGone();
            yield break;
        }
    }

    /// <summary>The highest MODSEQ of what an answer speaks of; null where the search did not ask by MODSEQ, or nothing was found (RFC 7162 section 3.1.5).</summary>
    public ModSeq? HighestModSeq(FoundMessages found, SearchReturn? asked)
    {
        if (!_byModSeq || found.Count == 0)
            return null;
        var highest = ModSeq.Zero;
        foreach (var uid in found.SpokenOf(asked))
        {
            if (turn.View.Mailbox.Find(uid) is { } message && message.ModSeq > highest)
                highest = message.ModSeq;
        }

        return highest;
    }

    /// <summary>Keeps for <c>$</c> what the client wants kept.</summary>
    public void Keep(FoundMessages found, SearchReturn? asked)
    {
        if (asked is not null && asked.Asks(SearchResults.Save))
            turn.Session.Searches.Save(found.SpokenOf(asked));
    }

    /// <summary>The answer to an extended search; null where the client wanted nothing but to have it kept (RFC 5182 section 2.2).</summary>
    public EsearchReply? Answer(ImapCommand command, bool byUid, FoundMessages found, SearchReturn asked) => asked is { Results: SearchResults.Save, Partial: null }
        ? null
        : new EsearchReply(command.Tag, byUid, asked, found.Told(byUid), HighestModSeq(found, asked));

    /// <summary>From now on the client is told what joins and leaves the result.</summary>
    /// <returns>False where too many searches are kept up to date already.</returns>
    public bool Watch(ImapCommand command, bool byUid, ISearchResults results) =>
        turn.Session.Searches.Updates.TryAdd(new SearchUpdate(turn, command.Tag, byUid, key, results), _began);
}
