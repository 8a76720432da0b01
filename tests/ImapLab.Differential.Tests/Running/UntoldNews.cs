using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Normalizing;
using ImapLab.Differential.Tests.Sequences;

namespace ImapLab.Differential.Tests.Running;

/// <summary>Keeps book of what each client may not have been told: what one does, others do not know until the real server tells them.</summary>
internal static class UntoldNews
{
    private const int MostAtOnce = 20;

    private static readonly string[] TellAll = ["NOOP", "CHECK", "SELECT", "EXAMINE", "CLOSE", "UNSELECT", "EXPUNGE", "COPY", "MOVE", "APPEND", ""];
    private static readonly string[] TellFlags = ["FETCH", "STORE", "SEARCH", "SORT", "THREAD"];
    private static readonly string[] Searches = ["UID SEARCH", "UID SORT", "UID THREAD"];
    private static readonly string[] Expunging = ["CLOSE", "EXPUNGE", "UID EXPUNGE", "MOVE", "UID MOVE"];
    private static readonly string[] Flagging = ["STORE", "UID STORE", "FETCH", "UID FETCH"];
    private static readonly string[] Changing = [.. Expunging, .. Flagging, "APPEND", "COPY", "UID COPY", "CREATE", "DELETE", "RENAME"];

    public static void Spread(PairedSession session, StepRecord record, IEnumerable<PairedSession> all)
    {
        if (StepRecord.ConditionOf(record.RealNormal) != "OK")
            return;
        session.Untold = After(session.Untold, record);
        var (expunged, flagged) = (Expunged(session, record), Flagged(session, record));
        foreach (var other in all.Where(other => other != session || record.Verb is "RENAME" or "DELETE"))
        {
            var same = other != session && other.Mailbox == session.Mailbox;
            other.Untold = new Untold(
                other.Untold.Expunged + (same ? expunged : 0),
                other.Untold.Flagged + (same ? flagged : 0),
                other.Untold.Any || Changing.Contains(record.Verb),
                other.Untold.IsGone || LosesMailbox(other, record));
        }
    }

    private static Untold After(Untold before, StepRecord record)
    {
        if (record.Verb is "SELECT" or "EXAMINE" or "CLOSE" or "UNSELECT")
            return Untold.Nothing;
        var tellsExpunges = TellAll.Contains(record.Verb)
            || (record.Verb.StartsWith("UID ", StringComparison.Ordinal) && (!Searches.Contains(record.Verb) || record.RealNormal.Any(reply => reply.Word is "EXPUNGE" or "VANISHED")));
        if (tellsExpunges)
            return Untold.Nothing with { IsGone = before.IsGone };
        return TellFlags.Contains(record.Verb) || Searches.Contains(record.Verb) ? before with { Flagged = 0 } : before;
    }

    private static int Expunged(PairedSession session, StepRecord record)
    {
        if (!Expunging.Contains(record.Verb))
            return 0;
        var told = record.RealNormal.Count(reply => reply.Word == "EXPUNGE");
        // CLOSE says nothing, who said NOTIFY may hear nothing, and VANISHED names many at once.
        return told > 0 ? told : session.HasNotified || record.Verb == "CLOSE" || record.RealNormal.Any(reply => reply.Word == "VANISHED") ? session.Messages + MostAtOnce : 0;
    }

    /// <summary>The real server tells of each message whose flags it changed, but to one who does not want to hear of it.</summary>
    private static int Flagged(PairedSession session, StepRecord record) =>
        !Flagging.Contains(record.Verb) ? 0
        : session.HasNotified || record.Text.Contains(".SILENT", StringComparison.OrdinalIgnoreCase) ? session.Messages + MostAtOnce
        : record.RealNormal.Count(reply => reply.Word == "FETCH" && reply.ToString().Contains("FLAGS (", StringComparison.Ordinal));

    private static bool LosesMailbox(PairedSession session, StepRecord record)
    {
        if (record.Verb is not ("DELETE" or "RENAME") || session.Mailbox.Length == 0 || record.Step is not SayStep step)
            return false;
        var name = MailboxWord.Of(step);
        return session.Mailbox == name || (record.Verb == "RENAME" && session.Mailbox.StartsWith(name + ".", StringComparison.Ordinal));
    }
}
