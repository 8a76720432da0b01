using ImapLab.Profiles;

namespace ImapLab.SystemTests.Beside;

/// <summary>What a real Dovecot offers after login, and what the fake does with its profile.</summary>
[TestFixture]
internal sealed class CapabilitiesBesideDovecotTests
{
    private const string Absence = "capability ";

    private const string SpecialUse = """
        namespace inbox {
          mailbox Sent {
            special_use = \Sent
          }
        }
        """;

    [Test]
    public async Task All_are_offered_in_the_same_order_but_those_that_the_profile_names_as_missing()
    {
        // A mailbox with a special use, as Debian's configuration has some, or Dovecot does not offer it.
        await using var both = await SideBySide.StartAsync(new DovecotOptions { Settings = SpecialUse });
        var absent = ProfileLibrary.BuiltIn.Load("dovecot").Deviations.Select(deviation => deviation.Check)
            .Where(check => check.StartsWith(Absence, StringComparison.Ordinal)).Select(check => check[Absence.Length..]).ToList();

        var (ours, theirs) = await both.SayAsync([], "CAPABILITY");

        Assert.That(Names(theirs), Is.SupersetOf(absent), "What Dovecot does not have either is no deviation.");
        Assert.That(Names(ours), Is.EqualTo(Names(theirs).Except(absent)));
    }

    private static string[] Names(string answer) => answer.Split("\r\n")[0].Split(' ')[2..];
}
