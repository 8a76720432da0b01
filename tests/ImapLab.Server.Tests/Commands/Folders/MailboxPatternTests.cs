using System.Text.RegularExpressions;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Commands.Handlers.Folders;

namespace ImapLab.Server.Tests.Commands.Folders;

[TestFixture]
internal sealed class MailboxPatternTests
{
    private const string Letters = "ab/";

    [Test]
    public void Patterns_match_what_regular_expressions_do([Range(1, 200)] int seed)
    {
        var random = new Random(seed);
        var pattern = Draw(random, Letters + "*%", 8);
        var expression = new Regex("^" + string.Concat(pattern.Select(one => one switch { '*' => ".*", '%' => "[^/]*", _ => one.ToString() })) + "$");
        var (matcher, names) = (new MailboxPattern("", pattern, '/'), Enumerable.Range(0, 50).Select(_ => Draw(random, Letters, 8)).ToList());

        foreach (var name in names)
        {
            Assert.That(matcher.Matches(new MailboxName(name)), Is.EqualTo(expression.IsMatch(name)), $"{pattern} {name}");
            // What is passed over must hold no match.
            if (!matcher.MayMatchBelow(new MailboxName(name)))
                Assert.That(names.Where(other => other.Length > name.Length + 1 && other.StartsWith(name + "/", StringComparison.Ordinal) && expression.IsMatch(other)), Is.Empty, $"{pattern} {name}");
        }
    }

    [Test]
    public void A_long_run_of_wildcards_costs_no_more_than_one()
    {
        var pattern = new MailboxPattern("", string.Concat(Enumerable.Repeat("*a", 500)) + "b", '/');

        Assert.That(pattern.Matches(new MailboxName(new string('a', 1000))), Is.False);
        Assert.That(pattern.Matches(new MailboxName(new string('a', 1000) + "b")), Is.True);
    }

    private static string Draw(Random random, string letters, int most)
    {
        var drawn = new string([.. Enumerable.Range(0, random.Next(1, most)).Select(_ => letters[random.Next(letters.Length)])]);
        return drawn;
    }
}
