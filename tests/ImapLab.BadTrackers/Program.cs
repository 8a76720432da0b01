using System.Net.Sockets;
using System.Text.Json;
using ImapLab.Scenarios.Trackers;
using ImapLab.Tracking.Events;

namespace ImapLab.BadTrackers;

/// <summary>The same trackers as a program that speaks JSON lines: <c>ImapLab.BadTrackers VICE</c>.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var text] || !Enum.TryParse<Vice>(text, ignoreCase: true, out var vice))
        {
            await Console.Error.WriteLineAsync($"expected one of {string.Join(", ", Enum.GetNames<Vice>())}").ConfigureAwait(false);
            return 2;
        }

        BadTracker? tracker = null;
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            using var order = JsonDocument.Parse(line);
            switch (order.RootElement.GetProperty("do").GetString())
            {
                case "start":
                    tracker = new BadTracker(Site(order.RootElement), vice);
                    await tracker.StartAsync(CancellationToken.None).ConfigureAwait(false);
                    break;
                case "settle":
                    await tracker!.SettleAsync(CancellationToken.None).ConfigureAwait(false);
                    await Console.Out.WriteLineAsync("{\"settled\":true}").ConfigureAwait(false);
                    break;
                case "stop":
                    tracker?.Dispose();
                    return 0;
            }
        }

        tracker?.Dispose();
        return 0;
    }

    private static TrackerSite Site(JsonElement start)
    {
        var host = start.GetProperty("host").GetString()!;
        var port = start.GetProperty("port").GetInt32();
        return new TrackerSite
        {
            User = start.GetProperty("user").GetString()!,
            Password = start.GetProperty("password").GetString()!,
            StateDirectory = start.GetProperty("stateDir").GetString()!,
            Time = TimeProvider.System,
            Connect = async cancellationToken =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            },
            Tell = async told => await Console.Out.WriteLineAsync($"{{\"event\":{EventJson.Write(told)}}}").ConfigureAwait(false),
        };
    }
}
