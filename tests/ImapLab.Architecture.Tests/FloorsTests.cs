using System.Reflection;
using System.Text.RegularExpressions;

namespace ImapLab.Architecture.Tests;

/// <summary>Who may know whom. The floors are in docs/architecture.md; this holds what project references alone do not.</summary>
[TestFixture]
internal sealed class FloorsTests
{
    private static readonly Dictionary<string, int> Floors = new(StringComparer.Ordinal)
    {
        ["ImapLab.Protocol"] = 1,
        ["ImapLab.Server"] = 2,
        ["ImapLab.Tracking"] = 2,
        ["ImapLab.Server.DotNetty"] = 3,
        ["ImapLab.Tracking.MailKit"] = 3,
        ["ImapLab.Tracking.Sqlite"] = 3,
        ["ImapLab.Tracking.Webhooks"] = 3,
        ["ImapLab.Profiles"] = 4,
        ["ImapLab.Scenarios"] = 5,
        ["ImapLab.NUnit"] = 6,
        ["imaplab"] = 6,
    };

    private static IEnumerable<string> Ours => Floors.Keys;

    [TestCaseSource(nameof(Ours))]
    public void A_project_knows_only_lower_floors(string name)
    {
        var known = References(name).Where(Floors.ContainsKey).ToList();

        Assert.That(known.Where(other => Floors[other] >= Floors[name]), Is.Empty);
    }

    [TestCase("ImapLab.Protocol", "ImapLab.*")]
    [TestCase("ImapLab.Protocol", "(?!System|netstandard).*")]
    [TestCase("ImapLab.Tracking", "(?!System|netstandard|ImapLab\\.Protocol).*")]
    [TestCase("ImapLab.Server", "ImapLab\\.Tracking.*|MailKit|DotNetty.*|YamlDotNet")]
    [TestCase("ImapLab.Server", "ImapLab\\.(?!Protocol).*")]
    [TestCase("ImapLab.Scenarios", "DotNetty.*")]
    [TestCase("imaplab", "DotNetty.*")]
    public void A_project_never_knows(string name, string forbidden) =>
        Assert.That(References(name).Where(other => Regex.IsMatch(other, $"^(?:{forbidden})$")), Is.Empty);

    [Test]
    public void No_type_of_DotNetty_is_in_a_public_signature()
    {
        var exposed = Load("ImapLab.Server.DotNetty").GetExportedTypes()
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(Types)
            .Where(type => type.Assembly.GetName().Name!.StartsWith("DotNetty", StringComparison.Ordinal));

        Assert.That(exposed, Is.Empty);
    }

    [TestCase("src/ImapLab.Protocol")]
    [TestCase("src/ImapLab.Server")]
    [TestCase("src/ImapLab.Tracking")]
    public void No_provider_is_named_in_code(string folder)
    {
        var named = SourceTree.Files(folder)
            .Where(file => Regex.IsMatch(SourceTree.CodeOf(file), "Yahoo|[Ii]Cloud|Gmail|Dovecot|Outlook|Zoho|Fastmail|Courier|Cyrus|Domino"))
            .Select(SourceTree.Relative);

        Assert.That(named, Is.Empty);
    }

    [Test]
    public void MimeKit_and_Bogus_stay_in_their_folders()
    {
        var users = SourceTree.Files("src/ImapLab.Server")
            .Where(file => Regex.IsMatch(File.ReadAllText(file), "using (MimeKit|Bogus)"))
            .Select(SourceTree.Relative);

        Assert.That(users, Has.All.Match("^src/ImapLab.Server/(Mime|Mailgen)/"));
    }

    private static IEnumerable<string> References(string name) => Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);

    private static Assembly Load(string name) => Assembly.Load(new AssemblyName(name));

    private static IEnumerable<Type> Types(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };
}
