using ImapLab.Profiles.Yaml;

namespace ImapLab.Scenarios.Tests.Yaml;

public sealed class YamlFileTests
{
    [TestCase("a: 1\na: 2", "f:2:1: expected each key once, found \"a\" again")]
    [TestCase("", "f:1:1: expected YAML: a document, found an empty file")]
    [TestCase("a: 1\n---\nb: 2", "f:2:1: expected YAML: one document in a file, found a second one")]
    [TestCase("a: &x 1\nb: *x", "f:2:4: expected YAML: a value written out, found an alias")]
    [TestCase("[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]", "f:1:22: expected YAML: at most 20 levels")]
    public void What_is_wrong_is_said_with_its_place(string text, string expected)
    {
        var errors = new YamlErrors();

        YamlFile.Parse("f", text, errors);

        Assert.That(errors.All.Select(error => error.ToString()), Is.EqualTo(new[] { expected }));
    }

    [TestCase("a: [1, 2")]
    [TestCase("a:\n\t- 1")]
    [TestCase("\"a")]
    [TestCase("a: b: c")]
    public void Broken_yaml_is_an_error_with_a_line(string text)
    {
        var errors = new YamlErrors();

        var root = YamlFile.Parse("f", text, errors);

        Assert.That(root, Is.Null);
        Assert.That(errors.All, Has.Count.EqualTo(1));
        Assert.That(errors.All[0].Place.Line, Is.GreaterThanOrEqualTo(1));
        Assert.That(errors.All[0].Message, Does.StartWith("expected YAML: "));
    }

    [Test]
    public void A_billion_laughs_are_refused_at_the_first_alias()
    {
        var errors = new YamlErrors();
        var bomb = "a: &a [x]\n" + string.Concat(Enumerable.Range(0, 9).Select(level => $"{(char)('b' + level)}: &{(char)('b' + level)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + level)}", 9))}]\n"));

        YamlFile.Parse("f", bomb, errors);

        Assert.That(errors.All.Single().Message, Does.Contain("alias"));
    }

    [Test]
    public void A_binary_file_and_one_that_is_too_large_are_clear_errors()
    {
        Assert.That(Load([0x7f, 0x45, 0x4c, 0x46, 0x00, 0x01]), Does.Contain("control character"));
        Assert.That(Load([0xff, 0xfe, 0x00]), Does.Contain("UTF-8"));
        Assert.That(Load(new byte[2 * 1024 * 1024]), Does.Contain("at most 1048576 octets"));
    }

    [Test]
    public void Values_of_the_wrong_kind_say_what_was_expected_and_found()
    {
        var errors = new YamlErrors();
        var map = YamlFile.Parse("f", "number: ten\nflag: maybe\nlist: 1\nword: grean\nunkown: 1\ndate: 2026-13-01", errors)!
            .Map("a thing", "number", "flag", "list", "word", "unknown", "date")!;

        map.Optional("number")!.Whole(least: 1);
        map.Optional("flag")!.Flag();
        map.Optional("list")!.Items();
        map.Optional("word")!.OneOf(("red", 1), ("green", 2));
        map.Optional("date")!.Date();
        map.Required("unknown", "a number");

        Assert.That(errors.All.OrderBy(error => (error.Place.Line, error.Place.Column)).Select(error => error.ToString()), Is.EqualTo(new[]
        {
            "f:1:1: expected unknown: a number, found no such key",
            "f:1:9: expected a whole number of at least 1, found \"ten\"",
            "f:2:7: expected true or false, found \"maybe\"",
            "f:3:7: expected a list, found \"1\"",
            "f:4:7: expected red or green (did you mean \"green\"?), found \"grean\"",
            "f:5:1: expected a key of a thing (number, flag, list, word, unknown, date), found \"unkown\" (did you mean \"unknown\"?)",
            "f:6:7: expected a date such as 2026-01-15, found \"2026-13-01\"",
        }));
    }

    private static string Load(byte[] bytes)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, bytes);
            var errors = new YamlErrors();
            YamlFile.Load(file, errors);
            return errors.All.Single().Message;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
