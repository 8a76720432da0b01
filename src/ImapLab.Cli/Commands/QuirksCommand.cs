using System.CommandLine;
using System.Text.Json;
using ImapLab.Profiles.Yaml;
using ImapLab.Server.Quirks;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab quirks</c>: what servers do otherwise than the standard, and who has seen it.</summary>
internal static class QuirksCommand
{
    private const string Example = """


        Example:
          imaplab quirks list
          imaplab quirks show search.not-returns-empty
        """;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Build()
    {
        var asJson = new Option<bool>("--json") { Description = "For machines." };
        var id = new Argument<string>("id") { Description = "A quirk's id." };
        var list = new Command("list", "All quirks, a line each.") { asJson };
        list.SetAction(parsed => List(parsed.GetValue(asJson)));
        var show = new Command("show", "One quirk: what the standard asks, what is seen instead, its parameters.") { id, asJson };
        show.SetAction(parsed => Show(parsed.GetValue(id)!, parsed.GetValue(asJson)));
        return new Command("quirks", "The ways in which the fake server can depart from the standard." + Example) { list, show };
    }

    private static void List(bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(QuirkCatalog.All, Json));
            return;
        }

        var widest = QuirkCatalog.All.Max(quirk => quirk.Id.Length);
        foreach (var quirk in QuirkCatalog.All)
            Console.WriteLine($"{quirk.Id.PadRight(widest)}  {quirk.Summary}");
    }

    private static void Show(string id, bool asJson)
    {
        var quirk = QuirkCatalog.All.FirstOrDefault(known => known.Id == id)
            ?? throw new BadInputException($"No quirk \"{id}\"{Words.Guess(id, QuirkCatalog.All.Select(known => known.Id))}; see imaplab quirks list.");
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(quirk, Json));
            return;
        }

        Console.WriteLine($"{quirk.Id}\n{quirk.Summary}\n\nStandard:  {quirk.Standard}\nSeen:      {quirk.Seen}\nTrackers:  {quirk.Noticed}");
        foreach (var parameter in quirk.Parameters)
            Console.WriteLine($"Parameter: {parameter.Name}: {parameter.Kind}; {(parameter.Default is null ? "must be given" : $"default: {parameter.Default}")}");
    }
}
