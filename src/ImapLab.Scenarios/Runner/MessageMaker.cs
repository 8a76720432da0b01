using System.Globalization;
using System.Text;
using ImapLab.Scenarios.Oracle;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Runner;

/// <summary>
/// Makes a scenario's messages: small, real, and named by their number, so that whoever reads a transcript knows which
/// message it is.
/// </summary>
internal static class MessageMaker
{
    public static Message Make(MailStore store, int number, DateTimeOffset date, DateTimeOffset? internalDate = null) =>
        Keep(store, number, Write(number, date, $"Message {number}", ""), internalDate ?? date);

    /// <summary>Octet for octet and minute for minute what another is, and yet another message.</summary>
    public static Message Again(MailStore store, int number, Message known) =>
        Numbered(number, store.NewMessage(new HeldContent(known.Content.Bytes), known.InternalDate));

    /// <summary>A real answer: it names all that it answers (RFC 5322 section 3.6.4).</summary>
    public static Message Answer(MailStore store, int number, DateTimeOffset date, Message known)
    {
        var parent = MessageHeaders.MessageIdOf(known);
        IEnumerable<string> references = [.. MessageHeaders.ReferencesOf(known), .. parent is null ? Array.Empty<string>() : [parent]];
        var fields = $"In-Reply-To: {parent}\r\nReferences: {string.Join("\r\n ", references.Distinct())}\r\n";
        return Keep(store, number, Write(number, date, $"Re: {MessageHeaders.SubjectOf(known)}", fields), date);
    }

    private static string Write(int number, DateTimeOffset date, string subject, string fields) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"Date: {date:ddd, d MMM yyyy HH:mm:ss} +0000\r\n")
        .Append("From: Ada Example <ada@example.test>\r\n")
        .Append("To: user@example.test\r\n")
        .Append(CultureInfo.InvariantCulture, $"Subject: {subject}\r\n")
        .Append(CultureInfo.InvariantCulture, $"Message-ID: <message-{number}@example.test>\r\n")
        .Append(fields)
        .Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n")
        .Append(CultureInfo.InvariantCulture, $"This is message {number}.\r\n")
        .ToString();

    private static Message Keep(MailStore store, int number, string text, DateTimeOffset date) =>
        Numbered(number, store.NewMessage(new HeldContent(Encoding.ASCII.GetBytes(text)), date));

    private static Message Numbered(int number, Message message) => message.Number == number
        ? message
        : throw new InvalidOperationException($"Message {number} was numbered {message.Number}.");
}
