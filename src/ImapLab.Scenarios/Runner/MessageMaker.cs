using System.Globalization;
using System.Text;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Runner;

/// <summary>
/// Makes a scenario's messages: small, real, and named by their number, so that whoever reads a transcript knows which
/// message it is.
/// </summary>
internal static class MessageMaker
{
    public static Message Make(MailStore store, int number, DateTimeOffset date, DateTimeOffset? internalDate = null)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Date: {date:ddd, d MMM yyyy HH:mm:ss} +0000\r\n")
            .Append("From: Ada Example <ada@example.test>\r\n")
            .Append("To: user@example.test\r\n")
            .Append(CultureInfo.InvariantCulture, $"Subject: Message {number}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Message-ID: <message-{number}@example.test>\r\n")
            .Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n")
            .Append(CultureInfo.InvariantCulture, $"This is message {number}.\r\n");
        var message = store.NewMessage(new HeldContent(Encoding.ASCII.GetBytes(text.ToString())), internalDate ?? date);
        return message.Number == number
            ? message
            : throw new InvalidOperationException($"Message {number} was numbered {message.Number}.");
    }
}
