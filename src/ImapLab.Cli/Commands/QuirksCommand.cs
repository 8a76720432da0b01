using System.CommandLine;
using ImapLab.Profiles.Yaml;
using ImapLab.Server.Quirks;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab quirks</c>: in what ways a server can be made to depart from the standard.</summary>
internal static class QuirksCommand
{
    private const string Example = """


        Examples:
          imaplab quirks list
          imaplab quirks show search.not-returns-empty
        """;

    public static Command Build() => new("quirks", "List and show quirks of servers." + Example) { List(), Show() };

    private static Command List()
    {
        var command = new Command("list", "Name the quirks, and say what they do.");
        command.SetAction(_ =>
        {
            foreach (var quirk in QuirkCatalog.All)
                Console.Out.WriteLine($"{quirk.Id}: {quirk.Summary}");
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "A quirk's id." };
        var command = new Command("show", "Say what the standard asks, what is seen instead, and who notices.") { id };
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetRequiredValue(id);
            var quirk = QuirkCatalog.All.FirstOrDefault(known => known.Id == wanted)
                ?? throw new BadInputException($"No quirk \"{wanted}\"{Words.Guess(wanted, QuirkCatalog.All.Select(known => known.Id))}; see imaplab quirks list.");
            Console.Out.WriteLine($"{quirk.Id}: {quirk.Summary}");
            Console.Out.WriteLine($"standard: {quirk.Standard}");
            Console.Out.WriteLine($"seen: {quirk.Seen}");
            Console.Out.WriteLine($"noticed: {quirk.Noticed}");
            foreach (var parameter in quirk.Parameters)
                Console.Out.WriteLine($"parameter {parameter.Name}: {parameter.Kind}; {(parameter.Default is { } otherwise ? $"default {otherwise}" : "must be given")}");
        });
        return command;
    }
}
