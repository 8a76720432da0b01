using System.CommandLine;
using System.Globalization;
using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab profiles</c>: what is known of each kind of server.</summary>
internal static class ProfilesCommand
{
    private const string Example = """


        Example:
          imaplab profiles list
          imaplab profiles show yahoo
          imaplab profiles validate my-provider.yaml
        """;

    public static Command Build()
    {
        var name = new Argument<string>("profile") { Description = "A profile's name, or a file." };
        var files = new Argument<string[]>("file") { Description = "Profile files.", Arity = ArgumentArity.OneOrMore };
        var list = new Command("list", "All profiles, a line each.");
        list.SetAction(_ => List());
        var show = new Command("show", "One profile: capabilities, folders, quirks, deviations, evidence.") { name };
        show.SetAction(parsed => Show(parsed.GetValue(name)!));
        var validate = new Command("validate", "Check profile files; every error is told with line and column.") { files };
        validate.SetAction(parsed => Validate(parsed.GetValue(files)!));
        return new Command("profiles", "What the fake server can be like." + Example) { list, show, validate };
    }

    /// <summary>Loads a profile by name or file.</summary>
    /// <exception cref="BadInputException">There is none, or it is not one.</exception>
    public static Profile Load(string nameOrFile)
    {
        try
        {
            return ProfileLibrary.BuiltIn.Load(nameOrFile);
        }
        catch (Exception wrong) when (wrong is YamlFileException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(wrong.Message, wrong);
        }
    }

    private static void List()
    {
        foreach (var profile in ProfileLibrary.BuiltIn.LoadAll())
            Console.WriteLine($"{profile.Name,-10} {profile.Title}");
    }

    private static void Show(string nameOrFile)
    {
        var profile = Load(nameOrFile);
        var plan = profile.Plan;
        Console.WriteLine($"{profile.Name}: {profile.Title}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Observed: {profile.Observed?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never; it is on paper only"}"));
        Console.WriteLine($"Greeting: {plan.Greeting}");
        Console.WriteLine($"Before login: {string.Join(' ', plan.Capabilities.BeforeLogin)}");
        Console.WriteLine($"After login:  {string.Join(' ', plan.Capabilities.AfterLogin)}");
        Section("Folders", plan.Folders.Select(folder => $"{folder.Name} ({folder.Role.ToString().ToLowerInvariant()})"));
        Section("Quirks", profile.Quirks.Select(quirk => string.Join(' ', [quirk.Id, .. quirk.Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}")])));
        Section("Where the fake is not like the real one", profile.Deviations.Select(deviation => $"{deviation.Check}: {deviation.Reason}"));
        Section("Evidence", profile.Evidence.Select(evidence => $"{evidence.Fact} [{evidence.Confidence.ToString().ToLowerInvariant()}: {evidence.Source}]"));
    }

    private static void Section(string title, IEnumerable<string> lines)
    {
        Console.WriteLine($"\n{title}");
        foreach (var line in lines.DefaultIfEmpty("(none)"))
            Console.WriteLine($"  {line}");
    }

    private static int Validate(string[] files)
    {
        var wrong = 0;
        foreach (var file in files)
        {
            try
            {
                Load(File.Exists(file) ? file : throw new BadInputException($"{file}: there is no such file."));
                Console.WriteLine($"{file}: is a profile");
            }
            catch (BadInputException bad)
            {
                wrong++;
                Console.Error.WriteLine(bad.Message);
            }
        }

        return wrong == 0 ? ExitCodes.Success : ExitCodes.BadInput;
    }
}
