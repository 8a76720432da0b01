using System.Text;
using ImapLab.Differential.Tests.Accepting;
using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Generation;
using ImapLab.Differential.Tests.Normalizing;
using ImapLab.Differential.Tests.Sequences;
using ImapLab.Differential.Tests.Sides;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Running;

/// <summary>Plays one sequence at both servers, step by step, up to the first difference that nothing explains.</summary>
internal sealed class SequenceRun(Sequence sequence, ISide fake, ISide real) : IDisposable
{
    private static readonly TimeSpan IdlePatience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<int, PairedSession> _sessions = [];
    private readonly SideMemory _fakeMemory = new() { SeveralClients = HasSeveralClients(sequence) };
    private readonly SideMemory _realMemory = new() { IsReal = true, SeveralClients = HasSeveralClients(sequence) };
    private readonly ModSeqOrder _modSeqs = new();
    private int _steps;
    private string _lastMade = "";

    public SequenceRecord Play()
    {
        var records = new List<StepRecord>();
        foreach (var step in sequence.Steps)
        {
            foreach (var record in Play(step))
            {
                var judged = Judge(record);
                records.Add(judged.Record);
                if (judged.Ends)
                    return new SequenceRecord(sequence, records);
            }
        }

        return new SequenceRecord(sequence, records);
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
            session.Dispose();
        fake.Dispose();
        real.Dispose();
    }

    private static bool HasSeveralClients(Sequence sequence) => sequence.Steps.Select(step => step.Session).Distinct().Count() > 1;

    private static (StepRecord Record, bool Ends) Judge(StepRecord record)
    {
        if (record.IsSame)
            return (record, AcceptedDifferences.PartsWaysUnseen(record));
        return AcceptedDifferences.All.FirstOrDefault(accepted => accepted.Explains(record)) is { } found
            ? (record with { Accepted = found.Name }, found.PartsWays(record))
            : (record, true);
    }

    private IEnumerable<StepRecord> Play(Step step)
    {
        if (!_sessions.TryGetValue(step.Session, out var session))
        {
            if (step is not SayStep)
                yield break;
            _sessions.Add(step.Session, session = new PairedSession(fake, real));
            yield return Compare(step, session, session.Fake.Greeting(), session.Real.Greeting());
        }

        switch (step)
        {
            case SayStep say:
                // What comes with the end of IDLE and what comes after it differs; what was told in it does not.
                if (session.Idle is not null && Wait(step, session) is { } waited && (session.Idle.Value.Fake.Any || session.Idle.Value.Real.Any))
                    yield return waited;
                yield return Say(say, session);
                break;
            case WaitStep when session.Idle is not null:
                yield return Wait(step, session);
                break;
            case HangUpStep:
                Forget(step.Session);
                break;
        }
    }

    private StepRecord Say(SayStep step, PairedSession session)
    {
        var verb = step.Verb;
        if (verb is "SELECT" or "EXAMINE")
            session.Mailbox = MailboxWord.Of(step);
        if (verb == "DELETE")
            _modSeqs.Forget(MailboxWord.Of(step));
        if (!session.Fake.IsContinued)
            session.Tag = step.Text.Split(' ')[0];
        var idle = session.Idle;
        var untold = session.Untold;
        _fakeMemory.Mailbox = _realMemory.Mailbox = session.Mailbox;
        var (fakeSaid, realSaid) = (Say(step, session.Fake, fake, _fakeMemory), Say(step, session.Real, real, _realMemory));
        var record = Compare(step, session, fakeSaid, realSaid, idle) with { IsLoggedIn = session.IsLoggedIn, KnowsModSeqs = session.KnowsModSeqs, Watches = session.Watches || IsWatch(step), HasNotified = session.HasNotified, ToldInIdle = session.ToldInIdle, LastMade = _lastMade, Mailbox = session.Mailbox, Untold = untold };
        if (verb == "CREATE" && StepRecord.ConditionOf(record.RealNormal) == "OK")
            _lastMade = MailboxWord.Of(step);
        session.IsLoggedIn |= verb is "LOGIN" or "AUTHENTICATE" or "" && StepRecord.ConditionOf(record.RealNormal) == "OK";
        session.KnowsQresync |= record.RealNormal.Any(reply => reply.Word == "ENABLED" && reply.Nodes.Any(node => node.IsAtom("QRESYNC")));
        session.Watches |= IsWatch(step);
        session.HasNotified |= verb == "NOTIFY" && StepRecord.ConditionOf(record.RealNormal) == "OK";
        session.KnowsModSeqs |= record.RealNormal.Any(reply => reply.Word == "ENABLED" && reply.Nodes.Count > 1)
            || (verb is not ("SELECT" or "EXAMINE") && realSaid.Replies.Any(reply => reply.Contains("[HIGHESTMODSEQ", StringComparison.Ordinal)))
            || (verb is "SELECT" or "EXAMINE" && step.Text.Contains("CONDSTORE", StringComparison.OrdinalIgnoreCase) && StepRecord.ConditionOf(record.RealNormal) == "OK");
        UntoldNews.Spread(session, record, _sessions.Values);
        if (LeavesMailbox(verb, StepRecord.ConditionOf(record.RealNormal)))
            session.Mailbox = "";
        session.ToldInIdle = ToldInIdle(session, record);
        session.Idle = session.Fake.IsContinued && (idle is not null || verb == "IDLE") ? idle ?? (new IdleNews(session.Messages), new IdleNews(session.Messages)) : null;
        if (fakeSaid.Ending == Ending.Closed || realSaid.Ending == Ending.Closed || (verb == "LOGOUT" && fakeSaid.Ending == Ending.Completed && StepRecord.ConditionOf(record.RealNormal) == "OK"))
            Forget(step.Session);
        return record;
    }

    private static bool IsWatch(SayStep step) => step.Verb.EndsWith("SEARCH", StringComparison.Ordinal) && step.Text.Contains("(UPDATE", StringComparison.Ordinal);

    /// <summary>What holds until numbers move, or another mailbox is open.</summary>
    private static IReadOnlyDictionary<ulong, string> ToldInIdle(PairedSession session, StepRecord record) =>
        session.Idle is { } idle ? idle.Fake.FlagsOfNewcomers()
        : record.Verb is "SELECT" or "EXAMINE" || record.RealNormal.Any(reply => reply.Word is "EXPUNGE" or "VANISHED") ? StepRecord.NothingTold
        : session.ToldInIdle;

    private static bool LeavesMailbox(string verb, string condition) =>
        condition == "OK" ? verb is "CLOSE" or "UNSELECT" : verb is "SELECT" or "EXAMINE";

    private static Exchange Say(SayStep step, Client client, ISide side, SideMemory memory)
    {
        var expanded = StepText.Expand(step.Text, mark => ValueOf(mark, side, memory));
        return client.Say(StepText.Chunks(expanded), StepText.LastTag(expanded));
    }

    private static string ValueOf(string mark, ISide side, SideMemory memory) => mark switch
    {
        "user" => side.User,
        "password" => side.Password,
        "plain" => Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{side.User}\0{side.Password}")),
        _ when mark.StartsWith("mail:", StringComparison.Ordinal) => Corpus.Literal(mark["mail:".Length..]),
        _ => memory.ValueOf(mark),
    };

    /// <summary>The fake server has said all; the real one gets its time to say what comes to the same.</summary>
    private static StepRecord Wait(Step step, PairedSession session)
    {
        var (fakeNews, realNews) = session.Idle!.Value;
        var fakeSaid = session.Fake.Overhear();
        foreach (var reply in fakeSaid.Replies)
            fakeNews.Tell(ReplyParser.Parse(reply));
        var heard = 0;
        var realSaid = session.Real.Listen(
            replies =>
            {
                for (; heard < replies.Count; heard++)
                    realNews.Tell(ReplyParser.Parse(replies[heard]));
                return fakeNews.Sum() == realNews.Sum();
            },
            IdlePatience);
        UnheardKeyword(session, "", [.. fakeSaid.Replies.Select(ReplyParser.Parse)], [.. realSaid.Replies.Select(ReplyParser.Parse)]);
        return new StepRecord(step, fakeSaid, realSaid, Sum(fakeNews), Sum(realNews));
    }

    private static Reply[] Sum(IdleNews news) => [new Reply("*", [new Node.Text(news.Sum())])];

    private StepRecord Compare(Step step, PairedSession session, Exchange fakeSaid, Exchange realSaid, (IdleNews Fake, IdleNews Real)? idle = null)
    {
        _steps++;
        var verb = (step as SayStep)?.Verb ?? "";
        var (fakeReplies, realReplies) = (fakeSaid.Replies.Select(ReplyParser.Parse).ToList(), realSaid.Replies.Select(ReplyParser.Parse).ToList());
        var record = new StepRecord(
            step,
            fakeSaid,
            realSaid,
            Normal(fakeReplies, session, verb, _fakeMemory, idle?.Fake),
            Normal(realReplies, session, verb, _realMemory, idle?.Real));
        foreach (var reply in realReplies)
            Learn(session, reply);
        if (UnheardKeyword(session, verb, fakeReplies, realReplies) is { } problem)
            return record with { Problem = problem };
        // The STATUS of what is open is of what the client was told: see the accepted differences.
        if (StepRecord.CodeOf(record.RealNormal) == "[CLIENTBUG]")
            return record;
        var crossed = _fakeMemory.StepModSeqs.Zip(_realMemory.StepModSeqs).Where(pair => pair.First.Highest ? verb != "LIST" || pair.First.Mailbox != session.Mailbox : session.Untold.Expunged == 0).Select(pair => _modSeqs.Add(pair.First.Mailbox, pair.First.Value, pair.Second.Value, _steps, pair.First.Highest));
        return record with { Problem = crossed.FirstOrDefault(problem => problem is not null) };
    }

    private static string? UnheardKeyword(PairedSession session, string verb, List<Reply> fakeReplies, List<Reply> realReplies)
    {
        var (fake, real) = (session.Keywords.Fake.Hear(fakeReplies), session.Keywords.Real.Hear(realReplies));
        if (fake is not null && real is null)
            return fake;
        return verb is "SELECT" or "EXAMINE" && StepRecord.ConditionOf(realReplies) == "OK" && session.Keywords.Fake.BeyondThoseOf(session.Keywords.Real) is { } keyword ? $"FLAGS names {keyword} here alone" : null;
    }

    private IReadOnlyList<Reply> Normal(List<Reply> replies, PairedSession session, string verb, SideMemory memory, IdleNews? news)
    {
        memory.Mailbox = session.Mailbox;
        memory.Verb = verb;
        memory.Step = _steps;
        memory.KnowsQresync = session.KnowsQresync || verb == "ENABLE";
        memory.IsLoggedIn = session.IsLoggedIn;
        memory.Tag = session.Tag;
        if (news is null)
            return NormalForm.Of(replies, memory);
        // What was told on the way counts by what it comes to.
        foreach (var reply in replies.Where(reply => reply.Tag == "*"))
            news.Tell(reply);
        return [.. Sum(news), .. NormalForm.Of([.. replies.Where(reply => reply.Tag != "*")], memory)];
    }

    private static void Learn(PairedSession session, Reply reply)
    {
        session.Messages = reply.Word switch
        {
            "EXISTS" => (int)reply.Number!,
            "EXPUNGE" => session.Messages - 1,
            _ => session.Messages,
        };
    }

    private void Forget(int session)
    {
        if (_sessions.Remove(session, out var gone))
            gone.Dispose();
    }
}
