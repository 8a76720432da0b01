using System.Text;
using MailKit;
using MimeKit;

namespace ImapLab.SystemTests.Tour;

/// <summary>The four messages that are in every folder of the tour.</summary>
internal static class TourMail
{
    public const string AlphaText = "This is the first.\r\nIt has two lines.\r\n";

    public static readonly DateTimeOffset Arrived = new(2026, 1, 10, 9, 30, 0, TimeSpan.FromHours(2));

    /// <summary>Plain; with an attachment, in two languages; an answer to the first; the first, forwarded.</summary>
    public static IReadOnlyList<MimeMessage> All { get; } = [Alpha(), Beta(), Message("gamma", "Re: Alpha", new TextPart("plain") { Text = "I agree.\r\n" }), Delta()];

    public static MessageFlags FlagsOf(int number) => number switch { 1 => MessageFlags.Seen, 2 => MessageFlags.Flagged | MessageFlags.Seen, _ => MessageFlags.None };

    /// <summary>A message's octets as they go over the wire, one char an octet.</summary>
    public static string Text(MimeMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(Options, stream);
        return Encoding.Latin1.GetString(stream.ToArray());
    }

    public static MimeMessage Message(string name, string subject, MimeEntity body)
    {
        var message = new MimeMessage { Subject = subject, MessageId = $"{name}@example.test", Body = body };
        message.From.Add(new MailboxAddress("Ann", $"{name}@example.test"));
        message.To.Add(new MailboxAddress("Bob", "bob@example.test"));
        message.Date = new DateTimeOffset(2026, 1, 10, 8, name[0] % 60, 0, TimeSpan.Zero);
        if (subject.StartsWith("Re:", StringComparison.Ordinal))
        {
            message.InReplyTo = "alpha@example.test";
            message.References.Add("alpha@example.test");
        }

        return message;
    }

    public static MimeMessage Alpha() => Message("alpha", "Alpha", new TextPart("plain") { Text = AlphaText });

    private static FormatOptions Options
    {
        get
        {
            var options = FormatOptions.Default.Clone();
            options.NewLineFormat = NewLineFormat.Dos;
            return options;
        }
    }

    private static MimeMessage Beta()
    {
        var text = new TextPart("plain") { Text = "Grüße aus dem Süden\r\n", ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        var html = new TextPart("html") { Text = "<p>Gr&uuml;&szlig;e</p>\r\n" };
        var attached = new MimePart("application", "octet-stream")
        {
            Content = new MimeContent(new MemoryStream([1, 2, 3, 0, 255])),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            FileName = "noté.bin",
        };
        return Message("beta", "Über Beta", new Multipart("mixed") { new MultipartAlternative { Boundary = "inner", }.With(text, html), attached }.Bounded("outer"));
    }

    private static MimeMessage Delta() =>
        Message("delta", "Fwd: Alpha", new Multipart("mixed") { new TextPart("plain") { Text = "See below.\r\n" }, new MessagePart { Message = Alpha() } }.Bounded("outer"));

    private static Multipart Bounded(this Multipart multipart, string boundary)
    {
        multipart.Boundary = boundary;
        return multipart;
    }

    private static Multipart With(this Multipart multipart, params MimeEntity[] parts)
    {
        foreach (var part in parts)
            multipart.Add(part);
        return multipart;
    }
}
