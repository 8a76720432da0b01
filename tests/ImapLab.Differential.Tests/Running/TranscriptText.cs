using System.Text;
using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Sequences;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Running;

/// <summary>What both servers said, for people: once where they agree, side by side where they do not, the first difference marked.</summary>
internal static class TranscriptText
{
    private const int LongestLine = 600;

    /// <param name="wanted">The accepted difference that is to be seen in full.</param>
    public static string Of(SequenceRecord record, string? wanted = null)
    {
        var text = new StringBuilder();
        foreach (var step in record.Steps)
        {
            text.Append('C').AppendLine(SequenceFile.Write(step.Step));
            if (step.IsSame)
                Say(text, "    ", step.Real);
            else
                Both(text, step, wanted);
        }

        return text.ToString();
    }

    private static void Both(StringBuilder text, StepRecord step, string? wanted)
    {
        if (step.Accepted is { } name)
            text.AppendLine($"    (accepted: {name})");
        if (step.Accepted is not null && wanted?.Contains(step.Accepted, StringComparison.Ordinal) != true)
            return;

        Say(text, "    fake: ", step.Fake);
        Say(text, "    real: ", step.Real);
        if (step.Problem is { } problem)
            text.AppendLine($" >> {problem}");
        if (step.Problem is not null)
            return;
        var at = SequenceRecord.FirstDifferent(step);
        text.AppendLine($" >> fake: {Show(step.FakeNormal, at, step.Fake.Ending)}");
        text.AppendLine($" >> real: {Show(step.RealNormal, at, step.Real.Ending)}");
    }

    private static string Show(IReadOnlyList<Reply> replies, int at, Ending ending) => at < replies.Count ? Cut(replies[at].ToString()) : $"(nothing more: {ending})";

    private static void Say(StringBuilder text, string side, Exchange said)
    {
        foreach (var reply in said.Replies)
            text.Append(side).AppendLine(Cut(StepText.Escape(reply)));
        if (said.Ending is not (Ending.Completed or Ending.Continued))
            text.Append(side).AppendLine($"({said.Ending})");
    }

    private static string Cut(string line) => line.Length <= LongestLine ? line : $"{line[..LongestLine]}… ({line.Length})";
}
