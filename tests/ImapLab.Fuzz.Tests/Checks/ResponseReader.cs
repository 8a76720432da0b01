using System.Text;
using ImapLab.Fuzz.Tests.Running;

namespace ImapLab.Fuzz.Tests.Checks;

/// <summary>
/// Reads what a server says by the grammar of RFC 9051 section 9, and knows nothing of the code that wrote it. What does not fit is a finding.
/// </summary>
internal sealed class ResponseReader
{
    private static readonly string[] Conditions = ["OK", "NO", "BAD", "BYE", "PREAUTH"];
    private static readonly string[] Numbered = ["EXISTS", "RECENT", "EXPUNGE", "FETCH", "UIDFETCH"];

    private static readonly HashSet<string> Named =
    [
        "CAPABILITY", "ENABLED", "FLAGS", "LIST", "LSUB", "XLIST", "STATUS", "SEARCH", "ESEARCH", "SORT", "THREAD", "NAMESPACE", "ID", "VANISHED", "QUOTA", "QUOTAROOT", "METADATA",
        "ACL", "LISTRIGHTS", "MYRIGHTS", "UIDBATCHES", "LANGUAGE", "COMPARATOR", "GENURLAUTH", "URLFETCH",
    ];

    private readonly List<byte> _unread = [];

    /// <summary>Takes in what the server says, and gives what of it is an answer.</summary>
    public void Read(ReadOnlySpan<byte> bytes, Queue<Answer> answers)
    {
        _unread.AddRange(bytes);
        var at = 0;
        while (at < _unread.Count)
        {
            var line = new ResponseLine(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_unread)[at..]);
            if (!line.IsWhole)
                break;
            Line(ref line, answers);
            at += line.Length;
        }

        _unread.RemoveRange(0, at);
    }

    /// <summary>The server is quiet: it must not have stopped in the middle of a line.</summary>
    public void VerifyWhole()
    {
        if (_unread.Count > 0)
            throw new Finding($"The server stopped in a line: {Encoding.Latin1.GetString([.. _unread.Take(200)])}");
    }

    private static void Line(ref ResponseLine line, Queue<Answer> answers)
    {
        if (line.TryTake('+'))
        {
            line.Take(' ');
            var text = line.Rest();
            answers.Enqueue(new Answer(AnswerKind.GoOn, "", text));
            return;
        }

        var tag = line.TryTake('*') ? "" : line.Tag();
        line.Take(' ');
        if (tag.Length > 0)
        {
            answers.Enqueue(new Answer(AnswerKind.Tagged, tag, Condition(ref line, line.Word("OK, NO or BAD"))));
            return;
        }

        if (char.IsAsciiDigit(line.Peek))
        {
            line.Number();
            line.Take(' ');
            var what = line.Word("what the number counts");
            line.Verify(Numbered.Contains(what), $"{what} has no number");
            if (what is "FETCH" or "UIDFETCH")
            {
                line.Take(' ');
                FetchData.Read(ref line);
            }

            line.End();
            return;
        }

        var name = line.Word("a response");
        if (Conditions.Contains(name))
            Untagged(ref line, name, answers);
        else
            Data(ref line, name);
    }

    private static void Untagged(ref ResponseLine line, string name, Queue<Answer> answers)
    {
        var text = Condition(ref line, name);
        if (name is "BAD" or "BYE")
            answers.Enqueue(new Answer(name == "BAD" ? AnswerKind.Untagged : AnswerKind.Bye, "", text));
    }

    /// <summary>resp-text: a code in brackets, and at least one character of text.</summary>
    private static string Condition(ref ResponseLine line, string condition)
    {
        line.Verify(Conditions.Contains(condition), $"{condition} is no condition");
        line.Take(' ');
        if (line.TryTake('['))
        {
            var code = line.Word("a response code");
            // What a client asked for stands in it as text (RFC 4469 section 6).
            if (code == "BADURL")
                line.SkipTo(']');
            while (line.TryTake(' '))
                line.CodeValue();
            line.Take(']');
            line.Take(' ');
        }

        var text = line.Rest();
        line.Verify(text.Length > 0, "a text is missing");
        return $"{condition} {text}";
    }

    private static void Data(ref ResponseLine line, string name)
    {
        line.Verify(Named.Contains(name), $"{name} is no response");
        while (line.TryTake(' '))
        {
            line.Value();
            // Threads and namespaces stand side by side.
            while (line.Peek == '(')
                line.Value();
        }

        line.End();
    }
}
