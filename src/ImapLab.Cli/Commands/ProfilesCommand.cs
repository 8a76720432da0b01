using System.CommandLine;
using ImapLab.Cli.Running;
using ImapLab.Profiles;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab profiles</c>: what servers can be played, and whether a file describes one.</summary>
internal static class ProfilesCommand
{
    private const string Example = """


        Examples:
          imaplab profiles list
          imaplab profiles show yahoo
          imaplab profiles validate my-server.yaml
        """;

    public static Command Build() =>
        new("profiles", "List, show and check profiles of servers." + Example) { List(), Show(), Validate() };

    private static Command List()
    {
        var command = new Command("list", "Name the profiles that the program carries.");
        command.SetAction(_ =>
        {
            foreach (var profile in Files.Profiles([]))
                Console.Out.WriteLine($"{profile.Name,-12} {profile.Title}");
        });
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("NAME") { Description = "A profile's name, or a file." };
        var command = new Command("show", "Say what a profile's server is like, and how that is known.") { name };
        command.SetAction(parsed =>
        {
            foreach (var line in Describe(Files.Profiles([parsed.GetRequiredValue(name)])[0]))
                Console.Out.WriteLine(line);
        });
        return command;
    }

    private static Command Validate()
    {
        var files = new Argument<string[]>("FILE") { Description = "Profile files.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("validate", "Check profile files; each error has line and column.") { files };
        command.SetAction(parsed => Validation.Run(parsed.GetRequiredValue(files), file =>
        {
            if (!File.Exists(file))
                throw new FileNotFoundException($"{file}: there is no such file.", file);
            return $"profile {ProfileLibrary.BuiltIn.Load(file).Name}";
        }));
        return command;
    }

    private static IEnumerable<string> Describe(Profile profile)
    {
        var plan = profile.Plan;
        yield return $"{profile.Name}: {profile.Title}";
        if (profile.Observed is { } observed)
            yield return $"observed {observed:yyyy-MM-dd}";
        yield return $"greeting: {plan.Greeting}";
        yield return $"capabilities before login: {string.Join(' ', plan.Capabilities.BeforeLogin)}";
        yield return $"capabilities after login: {string.Join(' ', plan.Capabilities.AfterLogin)}";
        foreach (var folder in plan.Folders)
            yield return $"folder: {folder.Name}{(folder.Role == 0 ? "" : $" ({folder.Role})")}{string.Concat(folder.Attributes.Select(attribute => $" {attribute}"))}";
        foreach (var quirk in profile.Quirks)
            yield return $"quirk: {quirk.Id}{string.Concat(quirk.Parameters.Select(parameter => $" {parameter.Key}={parameter.Value}"))}";
        foreach (var deviation in profile.Deviations)
            yield return $"not like the real one: {deviation.Check}. {deviation.Reason}";
        foreach (var evidence in profile.Evidence)
            yield return $"{evidence.Confidence.ToString().ToLowerInvariant()}: {evidence.Fact} ({evidence.Source})";
    }
}
