using System.CommandLine;
using ImapLab.Benchmarks.Rows;

namespace ImapLab.Benchmarks;

/// <summary>What a run was asked for.</summary>
internal sealed record BenchmarkOptions(IReadOnlyList<BenchRow> Rows, IReadOnlyList<string> Servers, int Messages, int Repetitions, int WarmUps)
{
    private static readonly string[] KnownServers = ["dovecot", "imaplab"];

    public static RootCommand Command(Func<BenchmarkOptions, Task> run, params IEnumerable<Command> others)
    {
        var ids = RowCatalog.Rows.Select(row => row.Id).ToArray();
        var rows = Names("--rows", "Which rows, parted by commas.", ids);
        var servers = Names("--servers", "Which servers, parted by commas.", KnownServers);
        var messages = Count("--messages", "How many messages INBOX gets.", 100_000);
        var repeat = Count("--repeat", "How often each row is measured; the table has the medians.", 7);
        var warmUps = Count("--warm-ups", "How often each row is done before that.", 2);
        var command = new RootCommand("Measures ImapLab and Dovecot side by side and prints a Markdown table.") { rows, servers, messages, repeat, warmUps };
        command.SetAction((parsed, _) => run(new BenchmarkOptions(
            [.. RowCatalog.Rows.Where(row => parsed.GetValue(rows)!.Contains(row.Id))],
            parsed.GetValue(servers)!,
            parsed.GetValue(messages),
            Math.Max(1, parsed.GetValue(repeat)),
            parsed.GetValue(warmUps))));
        foreach (var other in others)
            command.Subcommands.Add(other);
        return command;
    }

    private static Option<string[]> Names(string name, string description, string[] known)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            DefaultValueFactory = _ => known,
        };
        option.Validators.Add(result =>
        {
            foreach (var unknown in result.Tokens.SelectMany(token => token.Value.Split(',')).Select(one => one.Trim()).Except([.. known, ""]))
                result.AddError($"{name} {unknown}: expected one of {string.Join(", ", known)}.");
        });
        return option;
    }

    private static Option<int> Count(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError($"{name}: expected 0 or more.");
        });
        return option;
    }
}
