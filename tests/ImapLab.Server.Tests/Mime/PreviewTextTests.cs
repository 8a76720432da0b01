using System.Text.Json.Nodes;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Tests.Mime;

/// <summary>Our previews against those of a real Dovecot (see record-from-dovecot.py), for the messages of Corpus/ and of Previews/.</summary>
[TestFixture]
internal sealed class PreviewTextTests
{
    private static readonly Dictionary<string, (string Ours, string Why)> Differences = new()
    {
        ["digest"] = ("not a message", "The digest's first parts are messages (RFC 2046 section 5.1.5); Dovecot takes them for text, header and all."),
        ["part-defaults"] = ("a", "RFC 2045 section 5.2: a part with an unreadable Content-Type is text; Dovecot passes over it."),
    };

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Mime", "Previews");

    private static JsonObject Answers => JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, "previews.dovecot.json")))!.AsObject();

    private static IEnumerable<string> Names => Answers.Select(answer => answer.Key);

    [TestCaseSource(nameof(Names))]
    public void Preview_is_what_Dovecot_says(string name)
    {
        var theirs = Answers[name]!.GetValue<string>();

        var ours = MessageStructure.Parse(Message(name)).Preview;

        if (Differences.TryGetValue(name, out var difference))
            Assert.That(theirs, Is.Not.EqualTo(difference.Ours), "not needed any more");
        Assert.That(ours, Is.EqualTo(difference.Ours ?? theirs));
    }

    [Test]
    public void Each_message_has_its_answer() =>
        Assert.That(Directory.GetFiles(Folder, "*.eml").Select(Path.GetFileNameWithoutExtension), Is.SubsetOf(Names));

    private static byte[] Message(string name)
    {
        var own = Path.Combine(Folder, name + ".eml");
        return File.Exists(own) ? File.ReadAllBytes(own) : CorpusMessage.Load(name).Delivered;
    }
}
