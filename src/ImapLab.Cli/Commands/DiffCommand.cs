using System.CommandLine;
using ImapLab.Cli.Diffing;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab diff</c>: compares what was told with what should have been.</summary>
internal static class DiffCommand
{
    private const string Example = """


        Example:
          imaplab diff expected.jsonl actual.jsonl

        eventId, date and serviceUrl of the envelope are not compared unless --compare names them. Ends with 0 where
        the files tell the same, 1 where they do not, 2 where one of them cannot be read.
        """;

    public static Command Build()
    {
        var expected = new Argument<string>("EXPECTED") { Description = "The events that should have been told, one JSON object a line." };
        var actual = new Argument<string>("ACTUAL") { Description = "The events that were told." };
        var compare = new Option<string[]>("--compare") { Description = "Compare a field that is left out otherwise: eventId, date or serviceUrl.", HelpName = "FIELD", AllowMultipleArgumentsPerToken = true };
        var ignore = new Option<string[]>("--ignore") { Description = "Leave a field out, such as data.id.", HelpName = "FIELD", AllowMultipleArgumentsPerToken = true };
        var anyOrder = new Option<bool>("--any-order") { Description = "Compare what was told, not in which order." };
        compare.AcceptOnlyFromAmong(EventFile.Volatile);
        var command = new Command("diff", "Compare two files of events." + Example) { expected, actual, compare, ignore, anyOrder };
        command.SetAction(parsed =>
        {
            string[] ignored = [.. EventFile.Volatile.Except(parsed.GetValue(compare) ?? []), .. parsed.GetValue(ignore) ?? []];
            var diff = EventDiff.Compare(
                EventFile.Read(parsed.GetRequiredValue(expected), ignored),
                EventFile.Read(parsed.GetRequiredValue(actual), ignored),
                parsed.GetValue(anyOrder));
            foreach (var line in diff.ToLines())
                Console.Out.WriteLine(line);
            return diff.IsEmpty ? ExitCodes.Success : ExitCodes.Deviation;
        });
        return command;
    }
}
