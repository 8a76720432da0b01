using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Quirks;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Sessions;

/// <summary>A session as its behaviours see it, and the behaviours that are switched on, asked in their order.</summary>
internal sealed class SessionSeams(ImapSession session) : SeamContext
{
    /// <summary>The framework's timers end short of 50 days; what takes longer is waited for in stretches.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly List<ITimer> _timers = [];

    public override int Connection => session.Number;

    public override AccountContext? Account => session.Account?.Context;

    public override SessionView? View => session.View;

    public override bool IsIdle => session.IsIdle;

    public override TimeProvider Time => session.Server.Time;

    /// <summary>Whether replies must be shown to a behaviour before they are encoded.</summary>
    public bool BendsReplies => Quirks.Reply.Count > 0;

    /// <summary>Whether bytes must be shown to a behaviour one reply at a time.</summary>
    public bool SpoilsWire => Quirks.Wire.Count > 0;

    private QuirkSet Quirks => session.Server.Quirks;

    public override AccountContext? AccountOf(string user) => session.Server.FindAccount(user)?.Context;

    public override void Say(Reply reply) => session.SayNow(reply);

    public override void Announce() => session.Announce();

    public override void End(bool reset) => session.End(reset);

    public override void After(TimeSpan delay, Action work)
    {
        if (delay > LongestTimer)
        {
            After(LongestTimer, () => After(delay - LongestTimer, work));
            return;
        }

        ITimer? timer = null;
        timer = Time.CreateTimer(
            _ => session.Post(() =>
            {
                if (timer is not null)
                    _timers.Remove(timer);
                timer?.Dispose();
                if (!session.IsGone)
                    work();
            }),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _timers.Add(timer);
        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    public CommandDecision Decide(ref ImapCommand command)
    {
        foreach (var behavior in Quirks.Command)
        {
            var decision = behavior.Decide(this, command);
            if (decision is CommandDecision.As changed)
                command = changed.Command;
            else if (decision is not CommandDecision.Pass)
                return decision;
        }

        return CommandDecision.Proceed;
    }

    public IReadOnlyList<ViewChange> Choose(IReadOnlyList<ViewChange> changes) =>
        Quirks.Announce.Aggregate(changes, (chosen, behavior) => chosen.Count == 0 ? chosen : behavior.Choose(this, chosen));

    public IEnumerable<Reply> Bend(ImapCommand? cause, Reply reply)
    {
        IEnumerable<Reply> replies = [reply];
        foreach (var behavior in Quirks.Reply)
            replies = replies.SelectMany(bent => behavior.Bend(this, cause, bent));
        return replies;
    }

    public IEnumerable<WireAct> Carry(Reply reply, ReadOnlyMemory<byte> bytes)
    {
        IEnumerable<WireAct> acts = [new WireAct.Send(bytes)];
        foreach (var behavior in Quirks.Wire)
            acts = acts.SelectMany(act => act is WireAct.Send send ? behavior.Carry(this, reply, send.Bytes) : [act]);
        return acts;
    }

    public void LoggedIn()
    {
        foreach (var behavior in Quirks.Lifetime)
            behavior.LoggedIn(this);
    }

    public void Gone()
    {
        foreach (var timer in _timers)
            timer.Dispose();
        _timers.Clear();
        LoggedOut();
    }

    public void LoggedOut()
    {
        if (session.Account is null)
            return;
        foreach (var behavior in Quirks.Lifetime)
            behavior.Gone(this);
    }
}
