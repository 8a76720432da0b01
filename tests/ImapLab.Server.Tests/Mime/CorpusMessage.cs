using System.Text;
using System.Text.Json.Nodes;

namespace ImapLab.Server.Tests.Mime;

/// <summary>A message of Corpus/ and what Dovecot answered about it (see record-from-dovecot.py). Texts are Latin-1.</summary>
internal sealed class CorpusMessage
{
    private readonly JsonObject _answers;

    private CorpusMessage(string name)
    {
        Name = name;
        Delivered = File.ReadAllBytes(Path.Combine(Folder, name + ".eml"));
        _answers = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".dovecot.json")))!.AsObject();
    }

    public string Name { get; }

    /// <summary>The bytes as they were appended.</summary>
    public byte[] Delivered { get; }

    /// <summary>The bytes as Dovecot gave them back: with CRLF, and without NUL.</summary>
    public byte[] Kept => Encoding.Latin1.GetBytes(Sections[""]!);

    public IReadOnlyDictionary<string, string?> Sections => _answers["sections"]!.AsObject()
        .ToDictionary(section => section.Key, section => section.Value?.GetValue<string>());

    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Mime", "Corpus");

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Mime", "Corpus"), "*.eml")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    public static CorpusMessage Load(string name) => new(name);

    /// <summary>What followed ENVELOPE, BODY or BODYSTRUCTURE on the wire.</summary>
    public string Answer(string item) => _answers[item]!.GetValue<string>();

    public override string ToString() => Name;
}
