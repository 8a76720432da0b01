using System.Text;
using ImapLab.Differential.Tests.Accepting;
using ImapLab.Differential.Tests.Generation;
using ImapLab.Differential.Tests.Normalizing;

namespace ImapLab.Differential.Tests;

/// <summary>docs/differential.md says what is compared how, and what is accepted: its tables are those of the code. <c>IMAPLAB_WRITE_DOCS=1</c> writes them anew.</summary>
[TestFixture]
internal sealed class DocumentTests
{
    private static readonly string Document = Path.Combine(Root(), "docs", "differential.md");

    private static IEnumerable<TestCaseData> Tables =>
    [
        new TestCaseData("normalisation", Table("rule", NormalForm.All.Select(rule => (rule.Name, rule.Reason)))).SetArgDisplayNames("normalisation"),
        new TestCaseData("not drawn", Table("command", NotDrawn.All.Select(kind => (kind.Name, kind.Reason)))).SetArgDisplayNames("not drawn"),
        new TestCaseData("accepted", Table("difference", AcceptedDifferences.All.Select(accepted => (accepted.Name, accepted.Reason)))).SetArgDisplayNames("accepted"),
    ];

    [TestCaseSource(nameof(Tables))]
    public void The_tables_are_those_of_the_code(string name, string table)
    {
        var (begin, end) = ($"<!-- {name} -->\n", $"<!-- end of {name} -->");
        var text = File.ReadAllText(Document);
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, text.IndexOf(end, StringComparison.Ordinal));
        Assert.That(from >= begin.Length && to >= from, $"docs/differential.md has no table {name}");
        if (Environment.GetEnvironmentVariable("IMAPLAB_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Document, string.Concat(text.AsSpan(0, from), table, text.AsSpan(to)));
            return;
        }

        Assert.That(text[from..to], Is.EqualTo(table), "IMAPLAB_WRITE_DOCS=1 dotnet test writes it anew");
    }

    [Test]
    public void Each_name_is_used_once() =>
        Assert.That(AcceptedDifferences.All.Select(accepted => accepted.Name).Concat(NormalForm.All.Select(rule => rule.Name)), Is.Unique);

    private static string Table(string head, IEnumerable<(string Name, string Reason)> rows)
    {
        var text = new StringBuilder().Append('|').Append(' ').Append(head).Append(" | what, and why |\n|---|---|\n");
        foreach (var (name, reason) in rows)
            text.Append("| ").Append(Cell(name)).Append(" | ").Append(Cell(reason)).Append(" |\n");
        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ImapLab.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        return folder.FullName;
    }
}
