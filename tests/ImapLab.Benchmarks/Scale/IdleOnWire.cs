using System.Net.Sockets;
using System.Text;
using ImapLab.Benchmarks.Servers;

namespace ImapLab.Benchmarks.Scale;

/// <summary>Many sessions over TCP that have INBOX open and are idle.</summary>
internal static class IdleOnWire
{
    /// <returns>By how many KB the server's process is larger for each.</returns>
    public static double Measure(ImapLabBenchServer server, int sessions)
    {
        var clients = new List<Socket>();
        try
        {
            // What the first ones cost is the server's own: code, pools, threads.
            Add(clients, server, Math.Min(100, sessions));
            var (before, first) = (server.Memory.Now, clients.Count);
            Add(clients, server, sessions);
            return (server.Memory.Now - before) * 1000 / Math.Max(1, clients.Count - first);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private static void Add(List<Socket> clients, ImapLabBenchServer server, int upTo)
    {
        var buffer = new byte[64 * 1024];
        while (clients.Count < upTo)
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            clients.Add(client);
            client.Connect(server.EndPoint);
            ReadTo(client, buffer, "* OK");
            Say(client, buffer, $"a1 LOGIN {server.User} {server.Password}", "a1 OK");
            Say(client, buffer, "a2 SELECT INBOX", "a2 OK");
            Say(client, buffer, "a3 IDLE", "+ ");
        }
    }

    private static void Say(Socket client, byte[] buffer, string line, string answer)
    {
        client.Send(Encoding.ASCII.GetBytes(line + "\r\n"));
        ReadTo(client, buffer, answer);
    }

    private static void ReadTo(Socket client, byte[] buffer, string answer)
    {
        for (var length = 0; ;)
        {
            var count = client.Receive(buffer.AsSpan(length));
            if (count == 0)
                throw new InvalidOperationException("The server closed the connection.");
            length += count;
            var text = Encoding.Latin1.GetString(buffer, 0, length);
            if (text.EndsWith('\n') && text.Contains(answer, StringComparison.Ordinal))
                return;
        }
    }
}
