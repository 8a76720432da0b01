using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Commands;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Sessions;

/// <summary>Replies on their way out: bent, encoded, written to the transcript, spoiled where a fault says so, sent.</summary>
internal sealed class ReplySender(ImapSession session, IConnectionHost host, SessionSeams seams)
{
    /// <summary>After so many octets of one answer the other sessions of the loop have their turn.</summary>
    private const int Slice = 64 * 1024;

    private readonly ReplyEncoder _encoder = new(session.Plan.Style);
    private readonly ImapWriter _writer = new();
    private readonly OutputWatch _watch = new(session, host);

    /// <summary>Whether so much waits for <see cref="Flush"/> that it should not get more.</summary>
    public bool HasSlice => _writer.Length >= Slice;

    /// <summary>Says something unasked; it goes out with the next <see cref="Flush"/>.</summary>
    public void Say(Reply reply) => _watch.SaidUnasked(Encode(null, reply));

    /// <summary>Says the next stretch of an answer.</summary>
    /// <returns>Whether that was all of it.</returns>
    public bool SaySome(ImapCommand? cause, IEnumerator<Reply> answer)
    {
        for (var said = 0; said < Slice && !HasSlice;)
        {
            if (!answer.MoveNext())
                return true;
            if (Pace.IsPause(answer.Current))
                return false;
            said += Encode(cause, answer.Current);
            if (session.IsGone)
                return false;
        }

        return false;
    }

    /// <summary>Sends what was said: all that one item of work says goes out at once.</summary>
    public void Flush()
    {
        if (_writer.Length == 0)
            return;
        Send(_writer.Written.Span);
        _writer.Clear();
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        host.Send(bytes);
        _watch.Sent(bytes.Length);
    }

    /// <returns>How many octets it came to.</returns>
    private int Encode(ImapCommand? cause, Reply reply)
    {
        _encoder.Utf8 = session.SpeaksUtf8;
        if (!seams.BendsReplies)
            return Encode(reply);
        var octets = 0;
        foreach (var bent in seams.Bend(cause, reply))
        {
            if (session.IsGone)
                break;
            octets += Encode(bent);
        }

        return octets;
    }

    private int Encode(Reply reply)
    {
        if (seams.SpoilsWire)
            Flush();
        var from = _writer.Length;
        _encoder.Encode(reply, _writer);
        var octets = _writer.Length - from;
        if (!session.Server.Transcript.IsOff)
            WriteDown(reply, _writer.Written.Span[from..]);
        if (seams.SpoilsWire)
            Carry(reply, _writer.Written[from..]);
        return octets;
    }

    private void WriteDown(Reply reply, ReadOnlySpan<byte> bytes) => session.Server.Transcript.Server(
        session.Server.Time.GetUtcNow(), session.Number, session.AnswersSecret && reply is ConditionReply { Condition: Condition.Bad } ? "*** BAD"u8 : bytes);

    /// <summary>With faults about, each reply goes out on its own, as the behaviours have it.</summary>
    private void Carry(Reply reply, ReadOnlyMemory<byte> bytes)
    {
        var copy = bytes.ToArray();
        _writer.Clear();
        foreach (var act in seams.Carry(reply, copy))
        {
            if (session.IsGone)
                return;
            switch (act)
            {
                case WireAct.Send send:
                    Send(send.Bytes.Span);
                    break;
                case WireAct.Close:
                    session.End(reset: false);
                    return;
                case WireAct.Abort:
                    session.End(reset: true);
                    return;
            }
        }
    }
}
