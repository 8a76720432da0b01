using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Sessions;

/// <summary>Replies on their way out: bent, encoded, written to the transcript, spoiled where a fault says so, sent.</summary>
internal sealed class ReplySender(ImapSession session, IConnectionHost host, SessionSeams seams)
{
    /// <summary>After so many octets of one answer the other sessions of the loop have their turn.</summary>
    private const int Slice = 64 * 1024;

    private readonly ReplyEncoder _encoder = new(session.Plan.Style);
    private readonly ImapWriter _writer = new();

    public void Send(ImapCommand? cause, Reply reply)
    {
        Encode(cause, reply);
        Flush();
    }

    /// <summary>Sends the next stretch of an answer.</summary>
    /// <returns>Whether that was all of it.</returns>
    public bool SendSome(ImapCommand? cause, IEnumerator<Reply> answer)
    {
        for (var sent = 0; sent < Slice;)
        {
            if (!answer.MoveNext())
            {
                Flush();
                return true;
            }

            sent += Encode(cause, answer.Current);
            if (session.IsGone)
                return false;
        }

        Flush();
        return false;
    }

    /// <returns>How many octets it came to.</returns>
    private int Encode(ImapCommand? cause, Reply reply)
    {
        var octets = 0;
        _encoder.Utf8 = session.SpeaksUtf8;
        foreach (var bent in seams.Bend(cause, reply))
        {
            if (session.IsGone)
                break;
            var from = _writer.Length;
            _encoder.Encode(bent, _writer);
            var bytes = _writer.Written[from..];
            octets += bytes.Length;
            session.Server.Transcript.Server(
                session.Server.Time.GetUtcNow(), session.Number, session.AnswersSecret && bent is ConditionReply { Condition: Condition.Bad } ? "*** BAD"u8 : bytes.Span);
            if (seams.SpoilsWire)
                Carry(bent, bytes);
        }

        return octets;
    }

    private void Flush()
    {
        if (_writer.Length > 0)
            host.Send(_writer.Written.Span);
        _writer.Clear();
    }

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
                    host.Send(send.Bytes.Span);
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
