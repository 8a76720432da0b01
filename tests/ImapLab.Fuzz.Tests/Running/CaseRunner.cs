using System.Text;
using ImapLab.Fuzz.Tests.Checks;

namespace ImapLab.Fuzz.Tests.Running;

/// <summary>Does what a case says, on a server of its own.</summary>
internal static class CaseRunner
{
    /// <summary>A literal that lacks more than this is not waited for.</summary>
    private const int MostFiller = 1000;

    /// <exception cref="Finding">The server did what it must not do.</exception>
    public static void Run(FuzzCase @case)
    {
        var server = new FuzzServer(@case.Slices);
        var bystander = new Bystander(server);
        var cuts = new Random(@case.Slices);
        FuzzClient? client = null;
        foreach (var input in @case.Inputs)
        {
            client ??= Begin(server, @case.Start);
            Say(client, input, @case.Slices == 0 ? null : cuts);
            if (client.Missing is > 0 and <= MostFiller and var missing)
                client.Say(Encoding.ASCII.GetBytes(new string('x', (int)missing) + "\r\n"));
            if (client.IsOpen && client.Missing == 0)
                continue;
            client.HangUp();
            client = null;
        }

        client?.HangUp();
        bystander.Check();
        if (server.Leak is { } leak)
            throw leak;
    }

    private static FuzzClient Begin(FuzzServer server, Start start)
    {
        var client = new FuzzClient(server);
        client.Begin(start);
        return client;
    }

    private static void Say(FuzzClient client, byte[] input, Random? cuts)
    {
        var at = 0;
        while (at < input.Length)
        {
            // Half of what is said arrives whole.
            var length = cuts is null || cuts.Next(2) == 0 ? input.Length - at : cuts.Next(1, Math.Min(input.Length - at, 40) + 1);
            client.Speak(input.AsSpan(at, length));
            at += length;
        }

        client.Settle();
    }
}
