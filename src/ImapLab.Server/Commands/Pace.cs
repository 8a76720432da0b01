using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands;

/// <summary>
/// How much of a long command is done before others have their turn. A handler that may go on for long without saying anything counts what
/// it does, and yields <see cref="Pause"/> when it is due. Work is counted, not timed, so a run is the same every time.
/// </summary>
/// <remarks>
/// In a pause other sessions may change the mailbox. The client's own view of it stands still until the command ends, so sequence numbers and
/// UIDs stay what they are; but a message may be gone, and the whole view void, so whoever goes on after a pause looks again.
/// </remarks>
internal sealed class Pace
{
    /// <summary>To look at what a mailbox keeps of a message: flags, UID, date.</summary>
    public const int Glance = 1;

    /// <summary>To take a message apart; large ones cost <see cref="OctetsPerUnit"/> on top.</summary>
    public const int Reading = 128;

    private const int OctetsPerUnit = 512;

    /// <summary>A millisecond or two of work on a common machine.</summary>
    private const int Most = 4_096;

    /// <summary>What a handler yields to let others have their turn. It is never said.</summary>
    public static readonly Reply Pause = new PauseReply();

    private int _done;

    /// <summary>Counts some work.</summary>
    /// <returns>Whether it is time for a <see cref="Pause"/>.</returns>
    public bool IsDueAfter(int work)
    {
        _done += work;
        if (_done < Most)
            return false;
        _done = 0;
        return true;
    }

    /// <summary>The work of taking a message of so many octets apart.</summary>
    public static int ReadingOf(uint octets) => Reading + (int)(octets / OctetsPerUnit);

    public static bool IsPause(Reply reply) => reply is PauseReply;

    private sealed record PauseReply : Reply;
}
