using System.Text;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Tests.Mime;

/// <summary>
/// Our answers about the messages of Corpus/ against those of a real Dovecot. Differences are accepted one by one
/// (<see cref="CorpusDifferences"/>), and these as rules: Dovecot says an empty string of a section that is not there; it lets
/// <c>1.1</c> name part 1 when that has no parts; and a multipart that is closed keeps, with Dovecot, the line end after its closing
/// delimiter, which RFC 2046 section 5.1.1 gives to the delimiter that follows.
/// </summary>
public sealed class CorpusTests
{
    [TestCaseSource(typeof(CorpusMessage), nameof(CorpusMessage.Names))]
    public void Envelope_is_what_Dovecot_says(string name)
    {
        var message = CorpusMessage.Load(name);

        var ours = new ImapWriter().Envelope(MessageStructure.Parse(message.Kept).Envelope);

        Assert.That(Normal(ours), Is.EqualTo(Expected(message, "ENVELOPE", WireTree.Normal(message.Answer("ENVELOPE")))));
    }

    [TestCaseSource(typeof(CorpusMessage), nameof(CorpusMessage.Names))]
    public void Body_is_what_Dovecot_says(string name)
    {
        var message = CorpusMessage.Load(name);

        var ours = new ImapWriter().Body(MessageStructure.Parse(message.Kept).Body);

        Assert.That(Normal(ours), Is.EqualTo(Expected(message, "BODY", WireTree.Normal(message.Answer("BODY")))));
    }

    [TestCaseSource(typeof(CorpusMessage), nameof(CorpusMessage.Names))]
    public void Bodystructure_is_what_Dovecot_says(string name)
    {
        var message = CorpusMessage.Load(name);

        var ours = new ImapWriter().BodyStructure(MessageStructure.Parse(message.Kept).Body);

        Assert.That(Normal(ours), Is.EqualTo(Expected(message, "BODYSTRUCTURE", WireTree.Normal(message.Answer("BODYSTRUCTURE")))));
    }

    [TestCaseSource(typeof(CorpusMessage), nameof(CorpusMessage.Names))]
    public void Sections_are_what_Dovecot_says(string name)
    {
        var message = CorpusMessage.Load(name);
        var structure = MessageStructure.Parse(message.Kept);

        using (Assert.EnterMultipleScope())
        {
            foreach (var (section, answer) in message.Sections)
            {
                var ours = Shown(structure.Section(Sections.Spec(section)));
                var theirs = Expected(message, section, Shown(answer));
                if (ours is null && answer == Above(message, section))
                    continue;
                if (IsMultipart(message, section) && theirs.EndsWith("--\\r\\n", StringComparison.Ordinal))
                    Assert.That(ours, Is.AnyOf(theirs, theirs[..^"\\r\\n".Length]), section);
                else
                    Assert.That(ours ?? "", Is.EqualTo(theirs), section);
            }
        }
    }

    [TestCaseSource(typeof(CorpusMessage), nameof(CorpusMessage.Names))]
    public void Sections_of_bare_line_feeds_are_those_of_the_same_mail_with_Crlf(string name)
    {
        var message = CorpusMessage.Load(name);
        var bare = message.Kept.Where(character => character != '\r').ToArray();
        var structure = MessageStructure.Parse(bare);
        var withCrlf = MessageStructure.Parse(Crlf(bare));

        using (Assert.EnterMultipleScope())
        {
            foreach (var section in message.Sections.Keys.Select(Sections.Spec))
            {
                var ours = structure.Section(section);
                Assert.That(
                    ours is { } bytes ? Shown(Crlf(bytes.ToArray())) : null,
                    Is.EqualTo(Shown(withCrlf.Section(section))),
                    string.Join('.', section.Part) + section.Text);
            }
        }
    }

    [Test]
    public void Every_difference_names_a_message_of_the_corpus() =>
        Assert.That(CorpusDifferences.All.Select(difference => difference.Message).Distinct(), Is.SubsetOf(CorpusMessage.Names));

    [Test]
    public void Every_message_has_its_answers_and_the_other_way_round()
    {
        var folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Mime", "Corpus");

        var answers = Directory.GetFiles(folder, "*.dovecot.json").Select(file => Path.GetFileName(file)[..^".dovecot.json".Length]);

        Assert.That(CorpusMessage.Names.Count(), Is.GreaterThan(40));
        Assert.That(answers, Is.EquivalentTo(CorpusMessage.Names));
    }

    /// <summary>Dovecot's answer with our differences in their places; each must be there.</summary>
    private static string Expected(CorpusMessage message, string item, string theirs)
    {
        foreach (var difference in CorpusDifferences.All.Where(difference => difference.Message == message.Name && difference.Item == item))
        {
            Assert.That(theirs, Does.Contain(difference.Theirs), $"not needed any more: {difference.Why}");
            theirs = theirs.Replace(difference.Theirs, difference.Ours, StringComparison.Ordinal);
        }

        return theirs;
    }

    /// <summary>Dovecot's answer to the same section of the part above, where the last number is 1.</summary>
    private static string? Above(CorpusMessage message, string section)
    {
        var part = Sections.Spec(section).Part;
        if (part.Count < 2 || part[^1] != 1)
            return null;
        var number = string.Join('.', part);
        return message.Sections.GetValueOrDefault(number[..^".1".Length] + section[number.Length..]);
    }

    private static bool IsMultipart(CorpusMessage message, string section) =>
        message.Sections.GetValueOrDefault(section + ".MIME")?.Contains("multipart/", StringComparison.Ordinal) ?? false;

    private static byte[] Crlf(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return Encoding.Latin1.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
    }

    private static string Normal(ImapWriter writer) => WireTree.Normal(Encoding.Latin1.GetString(writer.Written.Span));

    private static string Shown(string? text) =>
        (text ?? "").Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Shown(byte[] bytes) => Shown(Encoding.Latin1.GetString(bytes));

    private static string? Shown(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Shown(some.ToArray()) : null;
}
