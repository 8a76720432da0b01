using System.Text;

namespace ImapLab.Differential.Tests.Sequences;

/// <summary>
/// A sequence as a text file: <c>1: a LOGIN {user} {password}</c> is what client 1 says, <c>1! a FROB</c> what it says wrongly, <c>1 waits</c> and <c>1 hangs up</c> the rest; a line that
/// begins with # says what it is about.
/// </summary>
internal static class SequenceFile
{
    private const string Waits = " waits";
    private const string HangsUp = " hangs up";

    public static Sequence Load(string path) => new(
        Path.GetFileName(path),
        [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(line => Read(line) ?? throw new FormatException($"{path}: no step: {line}"))]);

    public static string Write(Sequence sequence)
    {
        var text = new StringBuilder().Append("# ").AppendLine(sequence.Name);
        foreach (var step in sequence.Steps)
            text.AppendLine(Write(step));
        return text.ToString();
    }

    public static string Write(Step step) => step switch
    {
        SayStep say => $"{say.Session}{(say.IsWrong ? '!' : ':')} {StepText.Escape(say.Text)}",
        WaitStep => $"{step.Session}{Waits}",
        _ => $"{step.Session}{HangsUp}",
    };

    private static Step? Read(string line)
    {
        if (line.Length < 3 || !char.IsAsciiDigit(line[0]))
            return null;
        var session = line[0] - '0';
        return line[1..] switch
        {
            Waits => new WaitStep(session),
            HangsUp => new HangUpStep(session),
            [':' or '!', ' ', .. var text] => new SayStep(session, StepText.Unescape(text)) { IsWrong = line[1] == '!' },
            _ => null,
        };
    }
}
