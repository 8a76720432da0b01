using MimeKit;
using MimeKit.Text;

namespace ImapLab.Server.Mailgen;

/// <summary>
/// Puts a message together with MimeKit. What MimeKit would draw at random or from the clock (Message-Id, boundaries, dates) is
/// set by hand.
/// </summary>
internal sealed class MailComposer(MailWords words, string boundaryStem)
{
    /// <summary>A line that stands where the filler goes.</summary>
    public const string FillerMark = "-=filler=-";

    private int _boundaries;

    public MimeEntity Body(MailKind kind) => kind switch
    {
        MailKind.Html => Alternative(FillerMark),
        MailKind.Attachment => Mixed(Text("plain", Letter(FillerMark)), Attachment()),
        MailKind.Nested => Mixed(Alternative(FillerMark), Forwarded()),
        MailKind.International => Text("plain", Letter(FillerMark), "utf-8", ContentEncoding.EightBit),
        _ => Text("plain", Letter(FillerMark)),
    };

    private string Letter(string filler) =>
        $"{words.Sentence()}\r\n\r\n{words.Sentence()}\r\n{filler}\r\n\r\n{words.Sentence()}\r\n";

    private static TextPart Text(string subtype, string text, string charset = "us-ascii", ContentEncoding encoding = ContentEncoding.SevenBit)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = encoding };
        part.SetText(charset, text);
        return part;
    }

    private Multipart Alternative(string filler) => Bounded(
        new Multipart("alternative"),
        Text("plain", Letter(filler)),
        Text("html", $"<html><body>\r\n<p>{HtmlUtils.HtmlEncode(words.Sentence())}</p>\r\n</body></html>\r\n"));

    private Multipart Mixed(params MimeEntity[] parts) => Bounded(new Multipart("mixed"), parts);

    private Multipart Bounded(Multipart multipart, params MimeEntity[] parts)
    {
        multipart.Boundary = $"=_{boundaryStem}_{++_boundaries}";
        foreach (var part in parts)
            multipart.Add(part);
        return multipart;
    }

    private MimePart Attachment() => new("application", "pdf")
    {
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        FileName = words.Subject().Replace(' ', '-') + ".pdf",
        ContentTransferEncoding = ContentEncoding.Base64,
        Content = new MimeContent(new MemoryStream(words.File(300, 1_500))),
    };

    private MessagePart Forwarded()
    {
        var message = new MimeMessage
        {
            Date = new DateTimeOffset(2025, 12, 24, 18, 0, 0, TimeSpan.Zero),
            MessageId = $"{boundaryStem}.forwarded@example.test",
            Subject = words.Subject(),
            Body = Text("plain", words.Sentence() + "\r\n"),
        };
        message.From.Add(words.Person());
        message.To.Add(words.Person());
        return new MessagePart("rfc822", message);
    }
}
