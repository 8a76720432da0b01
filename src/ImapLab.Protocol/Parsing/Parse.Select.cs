using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    public static ImapCommand Select(ParseCursor cursor)
    {
        cursor.Space();
        var given = cursor.MailboxText();
        var condstore = false;
        ResyncParameters? resync = null;
        if (cursor.TryTake(' '))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var parameter in cursor.List(() => SelectParameter(cursor, ref resync)))
            {
                // Which of two would hold, no RFC says.
                if (!names.Add(parameter))
                    throw new GrammarException($"SELECT parameter {parameter} twice");
            }

            condstore = names.Contains("CONDSTORE");
        }

        cursor.End();
        return new SelectCommand(cursor.Tag, cursor.Name, cursor.Mailbox(given), condstore, resync) { Given = given };
    }

    private static string SelectParameter(ParseCursor cursor, ref ResyncParameters? resync)
    {
        var name = cursor.Keyword("a SELECT parameter");
        if (name == "QRESYNC")
        {
            cursor.Space();
            resync = Resync(cursor);
        }
        else if (name != "CONDSTORE")
        {
            throw new GrammarException($"unknown SELECT parameter {name}");
        }

        return name;
    }

    /// <summary>
    /// RFC 7162 section 7, select-param. An epoch or a mod-sequence of 0 is no error here: it says that the client knows nothing, which is
    /// what clients mean who send it.
    /// </summary>
    private static ResyncParameters Resync(ParseCursor cursor)
    {
        cursor.Take('(');
        var epoch = cursor.Number("a UIDVALIDITY");
        cursor.Space();
        var since = cursor.ModSeq(zeroAllowed: true);
        SequenceSet? known = null;
        SequenceMatch? match = null;
        if (cursor.TryTake(' '))
        {
            if (cursor.Peek != '(')
                known = Starless(cursor, "known UIDs");
            if (known is null || cursor.TryTake(' '))
                match = Match(cursor);
        }

        cursor.Take(')');
        return new ResyncParameters(epoch, since, known, match);
    }

    private static SequenceMatch Match(ParseCursor cursor)
    {
        cursor.Take('(');
        var numbers = Starless(cursor, "known sequence numbers");
        cursor.Space();
        var uids = Starless(cursor, "the UIDs of the known sequence numbers");
        cursor.Take(')');
        if (!IsAscending(numbers) || !IsAscending(uids) || Count(numbers) != Count(uids))
            throw new GrammarException("known sequence numbers and their UIDs must both ascend and be equally many");
        return new SequenceMatch(numbers, uids);
    }

    /// <summary>RFC 7162 section 7: in these sets <c>*</c> is not allowed, because the client speaks of what it knew.</summary>
    private static SequenceSet Starless(ParseCursor cursor, string expected)
    {
        var set = cursor.SequenceSet(expected);
        return set.HasStar ? throw new GrammarException($"expected {expected} without *") : set;
    }

    private static bool IsAscending(SequenceSet set)
    {
        var last = 0u;
        foreach (var range in set.Ranges)
        {
            if (range.From <= last || range.To < range.From)
                return false;
            last = range.To;
        }

        return true;
    }

    private static ulong Count(SequenceSet set) => set.Ranges.Aggregate(0UL, (sum, range) => sum + range.To - range.From + 1);
}
