using System.CommandLine;
using ImapLab.Cli.Running;
using ImapLab.Scenarios.Model;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab scenarios</c>: what stories there are, and whether a file is one.</summary>
internal static class ScenariosCommand
{
    private const string Example = """


        Examples:
          imaplab scenarios list
          imaplab scenarios show expunge-burst-while-idle
          imaplab scenarios validate my-scenarios/
        """;

    public static Command Build() =>
        new("scenarios", "List, show and check scenarios." + Example) { List(), Show(), Validate() };

    private static Command List()
    {
        var command = new Command("list", "Name the scenarios, and say what they are about.");
        command.SetAction(_ =>
        {
            foreach (var scenario in Files.Scenarios([]))
                Console.Out.WriteLine($"{scenario.Group}/{scenario.Name}: {scenario.About}");
        });
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("NAME") { Description = "A scenario's name, or a file." };
        var command = new Command("show", "Say what happens in a scenario, step by step.") { name };
        command.SetAction(parsed =>
        {
            foreach (var line in Describe(Find(parsed.GetRequiredValue(name))))
                Console.Out.WriteLine(line);
        });
        return command;
    }

    private static Command Validate()
    {
        var paths = new Argument<string[]>("FILE") { Description = "Scenario files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("validate", "Check scenario files; each error has line and column.") { paths };
        command.SetAction(parsed => Validation.Run(parsed.GetRequiredValue(paths), path => ScenarioLibrary.Load(path) is { Count: 1 } one ? $"scenario {one[0].Name}" : $"{ScenarioLibrary.Load(path).Count} scenarios"));
        return command;
    }

    private static Scenario Find(string name)
    {
        if (File.Exists(name))
            return Files.Scenarios([name])[0];
        return Files.Scenarios([]).FirstOrDefault(scenario => scenario.Name == name || $"{scenario.Group}/{scenario.Name}" == name)
            ?? throw new BadInputException($"No scenario and no file \"{name}\"; see imaplab scenarios list.");
    }

    private static IEnumerable<string> Describe(Scenario scenario)
    {
        yield return $"{scenario.Group}/{scenario.Name}: {scenario.About}";
        if (scenario.Rule is { } rule)
            yield return $"rule: {rule}";
        foreach (var folder in scenario.Given.Folders)
            yield return $"given: {folder.Name} with {folder.Messages} messages";
        foreach (var quirk in scenario.Given.Quirks)
            yield return $"given: quirk {quirk.Id}";
        foreach (var step in scenario.Steps)
            yield return $"{step.Actor}: {step.Text}";
    }
}
