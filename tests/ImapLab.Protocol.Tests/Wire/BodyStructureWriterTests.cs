using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Wire;

namespace ImapLab.Protocol.Tests.Wire;

public sealed class BodyStructureWriterTests
{
    private static readonly BodySinglePart Text = new()
    {
        Type = "text",
        Subtype = "plain",
        Parameters = [new BodyParameter("charset", "utf-8"), new BodyParameter("format", "flowed")],
        Octets = 12,
        Lines = 2,
    };

    private static readonly BodySinglePart File = new()
    {
        Type = "image",
        Subtype = "png",
        Id = "<id>",
        Description = "a dot",
        Encoding = "base64",
        Octets = 4_000_000_000,
        Md5 = "sum",
        Disposition = new BodyDisposition("attachment", [new BodyParameter("filename", "a \"b\".png")]),
        Language = ["en", "cs"],
        Location = "cid:x",
    };

    [Test]
    public void Body_leaves_the_extension_data_out()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Body(Text), Is.EqualTo("""("text" "plain" ("charset" "utf-8" "format" "flowed") NIL NIL "7bit" 12 2)"""));
            Assert.That(Body(File), Is.EqualTo("""("image" "png" NIL "<id>" "a dot" "base64" 4000000000)"""));
        }
    }

    [Test]
    public void Bodystructure_tells_digest_disposition_language_and_location()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Structure(Text), Is.EqualTo("""("text" "plain" ("charset" "utf-8" "format" "flowed") NIL NIL "7bit" 12 2 NIL NIL NIL NIL)"""));
            Assert.That(Structure(File), Is.EqualTo(
                """("image" "png" NIL "<id>" "a dot" "base64" 4000000000 "sum" ("attachment" ("filename" "a \"b\".png")) ("en" "cs") "cid:x")"""));
        }
    }

    [Test]
    public void Parts_of_a_multipart_stand_without_spaces_before_its_subtype()
    {
        var multipart = new BodyMultipart
        {
            Subtype = "mixed",
            Parts = [Text, Text],
            Parameters = [new BodyParameter("boundary", "b")],
            Disposition = new BodyDisposition("inline", []),
        };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Body(multipart), Is.EqualTo($"({Body(Text)}{Body(Text)} \"mixed\")"));
            Assert.That(Structure(multipart), Is.EqualTo($"({Structure(Text)}{Structure(Text)} \"mixed\" (\"boundary\" \"b\") (\"inline\" NIL) NIL NIL)"));
        }
    }

    [Test]
    public void A_message_tells_its_envelope_and_body_before_its_lines()
    {
        var message = new BodySinglePart
        {
            Type = "message",
            Subtype = "rfc822",
            Octets = 30,
            Lines = 5,
            Message = new EmbeddedMessage(new Envelope { Subject = "inner" }, Text),
        };

        Assert.That(Structure(message), Is.EqualTo(
            $"""("message" "rfc822" NIL NIL NIL "7bit" 30 (NIL "inner" NIL NIL NIL NIL NIL NIL NIL NIL) {Structure(Text)} 5 NIL NIL NIL NIL)"""));
    }

    private static string Body(BodyPart part) => Encoding.Latin1.GetString(new ImapWriter().Body(part).Written.Span);

    private static string Structure(BodyPart part) => Encoding.Latin1.GetString(new ImapWriter().BodyStructure(part).Written.Span);
}
