using ImapLab.Scenarios.Runner;

namespace ImapLab.Cli.Running;

/// <summary>Says how far the runs are: a line that moves on a terminal, and a line now and then in a log.</summary>
internal sealed class Progress(TextWriter writer, int total)
{
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private int _done;
    private int _failed;

    public void Tell(RunResult result)
    {
        _done++;
        _failed += result.Status is RunStatus.Failed or RunStatus.BadScenario or RunStatus.Inconclusive ? 1 : 0;
        if (_isTerminal)
            writer.Write($"\r{_done} of {total}, {_failed} not passed{(_done == total ? "\n" : "")}");
        else if (_done % 50 == 0 || _done == total)
            writer.WriteLine($"{_done} of {total}, {_failed} not passed");
    }
}
