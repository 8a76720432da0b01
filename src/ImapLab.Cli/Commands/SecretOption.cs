using System.CommandLine;
using ImapLab.Cli.Tracking;

namespace ImapLab.Cli.Commands;

/// <summary>
/// A secret from the environment or a file: <c>--NAME-env VAR</c> and <c>--NAME-file FILE</c>. On the command line
/// others could read it.
/// </summary>
internal sealed class SecretOption(string name, string what)
{
    private readonly Option<string?> _variable = new($"--{name}-env") { Description = $"The environment variable that holds {what}.", HelpName = "VAR" };
    private readonly Option<string?> _file = new($"--{name}-file") { Description = $"The file that holds {what}.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Add(_variable);
        command.Add(_file);
    }

    /// <summary>The secret, or null where neither option is given.</summary>
    /// <exception cref="BadInputException">Both are given, or what is named is not there or is empty.</exception>
    public string? Read(ParseResult parsed)
    {
        var (variable, file) = (parsed.GetValue(_variable), parsed.GetValue(_file));
        if (variable is not null && file is not null)
            throw new BadInputException($"--{name}-env and --{name}-file: expected one of them.");
        if (variable is not null)
            return Secrets.FromVariable($"--{name}-env", variable);
        return file is null ? null : Secrets.FromFile($"--{name}-file", file);
    }
}
