using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Commands.Handlers.Notifying;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Sessions;

/// <summary>
/// The order of a session's work: one command at a time, each answered whole before the next is read, and news where nothing is under way. An answer
/// goes on only while its client takes it, and after a stretch the other sessions have their turn.
/// </summary>
internal sealed class CommandFlow(ImapSession session, IConnectionHost host)
{
    private IEnumerator<Reply>? _answer;
    private ImapCommand? _cause;
    private ImapCommand? _current;
    private CatalogRow? _row;
    private ImapCommand? _next;
    private bool _waiting;
    private bool _closeAfterAnswer;
    private bool _inputEnded;

    public required CommandReader Reader { get; init; }

    public required ReplySender Sender { get; init; }

    public required SessionLogin Login { get; init; }

    public required OpenMailbox Open { get; init; }

    public required AnswerDoor Door { get; init; }

    public required CommandDispatch Dispatch { get; init; }

    public DateTimeOffset LastCommandAt { get; private set; } = session.Server.Time.GetUtcNow();

    public void CloseAfterAnswer() => _closeAfterAnswer = true;

    /// <summary>What follows the command under way as if the client had said it.</summary>
    public void RunNext(ImapCommand command) => _next = command;

    public void InputEnded()
    {
        _inputEnded = true;
        Advance();
    }

    /// <summary>Tells a client that listens what is pending, and goes on.</summary>
    public void Announce()
    {
        TellUnasked();
        Advance();
    }

    /// <summary>The connection is gone; nothing is answered any more.</summary>
    public void Gone()
    {
        _answer?.Dispose();
        _answer = null;
    }

    /// <summary>Goes on with the answer under way, and with what the client said behind it, as far as there is room.</summary>
    public void Advance()
    {
        while (!session.IsGone && !_waiting && !host.IsFull)
        {
            if (_answer is not null)
            {
                if (!SayAnswer())
                    return;
                continue;
            }

            switch (Reader.Next())
            {
                case null:
                    if (_inputEnded)
                        session.End(reset: false);
                    return;
                case ClientInput.Command said:
                    Begin(said.Value);
                    break;
                case ClientInput.Continuation said:
                    LastCommandAt = session.Server.Time.GetUtcNow();
                    Pass(() => said.Answer);
                    break;
                case ClientInput.RefusedContinuation refused:
                    EndContinued(refused.Why);
                    break;
            }
        }
    }

    /// <summary>The line that a command waited for cannot be taken, so the command ends: its client must not wait for ever.</summary>
    private void EndContinued(string why)
    {
        session.IsIdle = false;
        Pass(() => [new ConditionReply(_current!.Tag, Condition.Bad, null, $"Error in {_current.Name}: {why}")]);
    }

    private void Begin(ImapCommand command)
    {
        LastCommandAt = session.Server.Time.GetUtcNow();
        if (!Login.MovesFor(command))
        {
            Run(command);
            return;
        }

        _waiting = true;
        host.Post(() => Resume(command));
    }

    private void Follow(ImapCommand next)
    {
        _next = null;
        Begin(next);
    }

    private void Resume(ImapCommand command)
    {
        _waiting = false;
        if (session.IsGone)
            return;
        Run(command);
        Advance();
    }

    private void Run(ImapCommand command, bool waited = false)
    {
        var decision = waited ? CommandDecision.Proceed : session.Seams.Decide(ref command);
        if (decision is CommandDecision.Wait wait)
        {
            _waiting = true;
            session.Seams.After(wait.Duration, () =>
            {
                _waiting = false;
                Run(command, waited: true);
                Advance();
            });
            return;
        }

        _current = command;
        _row = session.Server.Catalog.Find(command.Name);
        _closeAfterAnswer = decision is CommandDecision.Answer { ThenClose: true };
        Pass(() => decision is CommandDecision.Answer stub ? stub.Replies : Dispatch.Answer(command, _row));
    }

    private void Pass(Func<IEnumerable<Reply>> answer) => Say(_current, Door.Pass(_current!, _row, answer));

    private void Say(ImapCommand? cause, IEnumerable<Reply> answer)
    {
        _cause = cause;
        _answer = answer.GetEnumerator();
    }

    /// <returns>False where the answer goes on in a later item of the loop: when the other sessions have had their turn, or the wire has room.</returns>
    private bool SayAnswer()
    {
        if (!Sender.SaySome(_cause, _answer!))
        {
            Sender.Flush();
            if (!session.IsGone && !host.IsFull)
                host.Post(Advance);
            return false;
        }

        _answer?.Dispose();
        _answer = null;
        if (session.Layers.HasChange)
        {
            Sender.Flush();
            session.Layers.Change();
        }

        if (_closeAfterAnswer)
            session.End(reset: false);
        else if (_next is { } next)
            Follow(next);
        else
            TellUnasked();
        return true;
    }

    /// <summary>News in IDLE, and between commands after NOTIFY, is an answer without a command. While the client takes nothing, it stays pending.</summary>
    private void TellUnasked()
    {
        if (session.IsGone || _waiting || !session.Listens || _answer is not null || host.IsFull)
            return;
        if (Open.EndsSession && (session.IsIdle || session.Notifications is { Selected: not NotifyEvents.None }))
            session.Bye(session.Plan.Semantics.Session.MailboxGoneText);
        else if (Door.Unasked(!session.IsIdle && session.Notifications is { IsDelayed: true } ? NewsRule.ButExpunges : NewsRule.After) is { } news)
            Say(null, news);
    }
}
