using System.Text.RegularExpressions;

namespace ImapLab.Architecture.Tests;

/// <summary>The house style, where a program can see it.</summary>
[TestFixture]
internal sealed class HouseRulesTests
{
    /// <summary>The habit is 250 lines; beyond this a file is more than one thing.</summary>
    private const int LongestFile = 400;

    private static IEnumerable<string> All => SourceTree.Files("src").Concat(SourceTree.Files("tests"));

    [Test]
    public void No_file_is_more_than_one_thing() =>
        Assert.That(SourceTree.Files("src").Where(file => File.ReadLines(file).Count() > LongestFile).Select(SourceTree.Relative), Is.Empty);

    [Test]
    public void A_file_is_named_after_a_type_in_it()
    {
        var strays = SourceTree.Files("src")
            .Where(file => Path.GetFileNameWithoutExtension(file) != "Program")
            .Where(file => !Regex.IsMatch(SourceTree.CodeOf(file), $@"\b(class|struct|interface|enum|record|delegate\s+\S+)\s+{Regex.Escape(Path.GetFileNameWithoutExtension(file).Split('.')[0])}\b"))
            .Select(SourceTree.Relative);

        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void A_namespace_is_its_folder()
    {
        var strays = SourceTree.Files("src")
            .Where(file => Path.GetFileName(file) != "Program.cs")
            .Where(file => Regex.Match(File.ReadAllText(file), @"^namespace ([\w.]+);", RegexOptions.Multiline).Groups[1].Value != NamespaceOf(file))
            .Select(SourceTree.Relative);

        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void Nothing_is_left_unfinished_or_switched_off()
    {
        var unfinished = All
            .Where(file => Path.GetFileName(file) != "HouseRulesTests.cs")
            .Where(file => Regex.IsMatch(SourceTree.CodeOf(file), @"NotImplementedException|\[Ignore|\[Explicit|Assert\.Pass|catch\s*(\(Exception[^)]*\))?\s*\{\s*\}"))
            .Select(SourceTree.Relative);

        Assert.That(unfinished, Is.Empty);
    }

    private static string NamespaceOf(string file) =>
        Path.GetDirectoryName(Path.GetRelativePath(Path.Combine(SourceTree.Root, "src"), file))!.Replace(Path.DirectorySeparatorChar, '.');
}
