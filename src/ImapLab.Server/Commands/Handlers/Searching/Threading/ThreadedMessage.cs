using ImapLab.Server.Mime;

namespace ImapLab.Server.Commands.Handlers.Searching.Threading;

/// <summary>What threading wants to know of a message.</summary>
/// <param name="Number">UID or sequence number: the later of two messages has the higher one.</param>
/// <param name="Sent">In seconds since 1970.</param>
/// <param name="Id">Its identifier; null where it has none.</param>
/// <param name="References">The messages it answers, the oldest first.</param>
internal sealed record ThreadedMessage(uint Number, long Sent, BaseSubject Subject, string? Id, IReadOnlyList<string> References)
{
    public static ThreadedMessage Read(Candidate candidate, bool byUid)
    {
        var text = candidate.Text;
        var number = byUid ? candidate.Message.Uid.Value : (uint)candidate.Index + 1;
        return new ThreadedMessage(number, candidate.Sent, text.BaseSubject, text.MessageId, text.References);
    }

    /// <summary>By sent date, and by number where that is the same (RFC 5256 section 2.2).</summary>
    public static int BySent(ThreadedMessage left, ThreadedMessage right) =>
        left.Sent != right.Sent ? left.Sent.CompareTo(right.Sent) : left.Number.CompareTo(right.Number);
}
