using System.Text.RegularExpressions;
using ImapLab.Differential.Tests.Generation;
using ImapLab.Differential.Tests.Running;
using ImapLab.Differential.Tests.Sequences;
using ImapLab.Profiles;
using ImapLab.Server.Commands;

namespace ImapLab.Differential.Tests;

/// <summary>What is drawn: all that the profile has.</summary>
[TestFixture]
internal sealed class GeneratorTests
{
    private const int Enough = 3000;

    /// <summary>What a capability lets clients say. Those that let them say nothing, or nothing here, have no pattern, and the reason instead.</summary>
    private static readonly Dictionary<string, (string? Pattern, string? Reason)> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["IMAP4rev1"] = ("^SEARCH .*", null),
        ["SASL-IR"] = ("^AUTHENTICATE PLAIN .", null),
        ["LOGIN-REFERRALS"] = (null, "servers may send referrals, and this one does not"),
        ["ID"] = (@"^ID \(", null),
        ["ENABLE"] = ("^ENABLE .*CONDSTORE", null),
        ["IDLE"] = ("^IDLE$", null),
        ["SORT"] = (@"^UID SORT \(", null),
        ["SORT=DISPLAY"] = (@"SORT .*\(.*DISPLAYFROM", null),
        ["THREAD=REFERENCES"] = ("THREAD REFERENCES", null),
        ["THREAD=REFS"] = ("THREAD REFS", null),
        ["THREAD=ORDEREDSUBJECT"] = ("THREAD ORDEREDSUBJECT", null),
        ["MULTIAPPEND"] = (@"^APPEND .*\{mail.*\{mail", null),
        ["URL-PARTIAL"] = ("^APPEND .*;PARTIAL=", null),
        ["CATENATE"] = (@"^APPEND .*CATENATE \(.*URL", null),
        ["UNSELECT"] = ("^UNSELECT$", null),
        ["CHILDREN"] = (@"^LIST .*RETURN \(.*CHILDREN", null),
        ["NAMESPACE"] = ("^NAMESPACE$", null),
        ["UIDPLUS"] = (@"^UID EXPUNGE \d", null),
        ["LIST-EXTENDED"] = (@"^LIST \(.*RECURSIVEMATCH", null),
        ["I18NLEVEL=1"] = ("SEARCH CHARSET UTF-8", null),
        ["CONDSTORE"] = ("STORE .*UNCHANGEDSINCE .*FLAGS", null),
        ["QRESYNC"] = (@"^SELECT .*\(QRESYNC \(", null),
        ["ESEARCH"] = (@"SEARCH RETURN \(.*COUNT", null),
        ["ESORT"] = (@"SORT RETURN \(", null),
        ["SEARCHRES"] = (@"RETURN \(.*SAVE(.|\n)*", null),
        ["WITHIN"] = ("SEARCH .*YOUNGER", null),
        ["CONTEXT=SEARCH"] = (@"SEARCH RETURN \(UPDATE", null),
        ["LIST-STATUS"] = (@"^LIST .*RETURN \(.*STATUS \(", null),
        ["BINARY"] = (@"FETCH .*BINARY\.PEEK\[", null),
        ["MOVE"] = ("^UID MOVE ", null),
        ["SNIPPET=FUZZY"] = (@"FETCH .*SNIPPET \(", null),
        ["PREVIEW=FUZZY"] = (@"FETCH .*PREVIEW \(FUZZY", null),
        ["PREVIEW"] = ("FETCH .*PREVIEW$", null),
        ["STATUS=SIZE"] = (@"^STATUS .*\(.*SIZE", null),
        ["SAVEDATE"] = ("SEARCH .*SAVEDSINCE", null),
        ["NOTIFY"] = (@"^NOTIFY SET \(SELECTED \(", null),
        ["LITERAL+"] = (@"^SELECT \{\d+\+\}", null),
        ["SPECIAL-USE"] = (@"^LIST \(SPECIAL-USE\)", null),
        ["AUTH=PLAIN"] = ("^AUTHENTICATE PLAIN", null),
    };

    private Profile _profile = null!;
    private List<SayStep> _drawn = null!;

    [OneTimeSetUp]
    public void Draw()
    {
        _profile = ProfileLibrary.BuiltIn.Load(Campaign.ProfileName);
        var generator = new Generator(_profile.Plan.Capabilities.Has);
        _drawn = [.. Enumerable.Range(1, Enough).SelectMany(seed => generator.Next(seed).Steps).OfType<SayStep>().Where(step => !step.IsWrong)];
    }

    [Test]
    public void Every_command_of_the_profile_is_drawn()
    {
        var catalog = new CommandCatalog(_profile.Plan.Capabilities);
        var offered = CommandCatalog.Names.Where(name => Enum.GetValues<SessionStates>().Any(state => catalog.IsOffered(catalog.Find(name)!, state, ClientFeatures.None)));

        Assert.That(offered.Except(_drawn.Select(step => step.Verb)), Is.Empty);
    }

    [Test]
    public void What_every_capability_of_the_profile_brings_is_drawn()
    {
        var advertised = _profile.Plan.Capabilities.BeforeLogin.Concat(_profile.Plan.Capabilities.AfterLogin).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var commands = _drawn.Select(step => step.Text[(step.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ToList();

        Assert.That(advertised.Where(name => !Signs.ContainsKey(name)), Is.Empty, "capabilities of which nobody has said what they let clients say");
        Assert.That(advertised.Where(name => Signs[name].Pattern is { } pattern && !commands.Exists(command => Regex.IsMatch(command, pattern, RegexOptions.Singleline))), Is.Empty);
    }

    [Test]
    public void One_seed_draws_one_sequence()
    {
        var generator = new Generator(_profile.Plan.Capabilities.Has);

        var (first, again, other) = (SequenceFile.Write(generator.Next(7)), SequenceFile.Write(generator.Next(7)), SequenceFile.Write(generator.Next(8)));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }
}
