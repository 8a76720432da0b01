using System.Globalization;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Parsing;

/// <content>What brings messages: APPEND with its extensions, and REPLACE.</content>
public static partial class Parse
{
    private static readonly string[] DateTimeForms = ["d-MMM-yyyy HH:mm:ss zzz", "dd-MMM-yyyy HH:mm:ss zzz"];

    public static ImapCommand Append(ParseCursor cursor)
    {
        cursor.Space();
        var mailbox = cursor.Mailbox();
        cursor.Reached = new AppendCommand(cursor.Tag, mailbox, []);
        var messages = new List<AppendMessage>();
        do
            messages.Add(Message(cursor));
        while (!cursor.AtEnd);
        return new AppendCommand(cursor.Tag, mailbox, messages);
    }

    public static ImapCommand Replace(ParseCursor cursor)
    {
        cursor.Space();
        var old = cursor.SequenceSet("a message");
        if (old.Ranges is not [var one] || one.From != one.To)
            throw new GrammarException("one message is replaced, not a set of them");
        cursor.Space();
        var mailbox = cursor.Mailbox();
        cursor.Reached = new ReplaceCommand(cursor.Tag, ByUid(cursor), old, mailbox, null);
        var message = Message(cursor);
        cursor.End();
        return new ReplaceCommand(cursor.Tag, ByUid(cursor), old, mailbox, message);
    }

    /// <summary>append-message (RFC 4466 section 6, RFC 3502).</summary>
    private static AppendMessage Message(ParseCursor cursor)
    {
        cursor.Space();
        var flags = FlagSet.Empty;
        if (cursor.Peek == '(')
        {
            flags = cursor.FlagList();
            cursor.Space();
        }

        DateTimeOffset? date = null;
        if (cursor.Peek == '"')
        {
            date = InternalDate(cursor.String());
            cursor.Space();
        }

        if (!cursor.TryWord("CATENATE "))
            return new AppendMessage(flags, date, [cursor.Sees("UTF8 ") ? Utf8Text(cursor) : Text(cursor)]);
        return new AppendMessage(flags, date, cursor.List(() => CatenatedPart(cursor))) { IsCatenated = true };
    }

    private static AppendPart CatenatedPart(ParseCursor cursor)
    {
        if (cursor.TryWord("URL "))
            return new AppendPart.Url(cursor.AString("a URL"));
        if (cursor.TryWord("TEXT "))
            return Text(cursor);
        return cursor.Sees("UTF8 ") ? Utf8Text(cursor) : throw cursor.Error("TEXT or URL");
    }

    private static AppendPart.Text Text(ParseCursor cursor)
    {
        var form = cursor.AtBinaryLiteral ? AppendForm.Literal8 : AppendForm.Literal;
        return new AppendPart.Text(cursor.AnyLiteral("a literal with the message"), form);
    }

    /// <summary><c>UTF8 (~{…})</c> (RFC 6855 section 4).</summary>
    private static AppendPart.Text Utf8Text(ParseCursor cursor)
    {
        cursor.TryWord("UTF8 ");
        cursor.Take('(');
        if (!cursor.AtBinaryLiteral)
            throw cursor.Error("a literal8 with the message");
        var bytes = cursor.AnyLiteral();
        cursor.Take(')');
        return new AppendPart.Text(bytes, AppendForm.Utf8);
    }

    /// <summary>date-time: the day is of two digits, or of a space and one.</summary>
    private static DateTimeOffset InternalDate(string text) =>
        DateTimeOffset.TryParseExact(
            text.StartsWith(' ') ? text[1..] : text, DateTimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new GrammarException($"expected a date such as \"01-Jan-2026 10:00:00 +0000\", found \"{text}\"");
}
