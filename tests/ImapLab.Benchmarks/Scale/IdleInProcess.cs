using System.Text;
using ImapLab.Profiles;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Server;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mailgen;
using ImapLab.Server.Runtime;

namespace ImapLab.Benchmarks.Scale;

/// <summary>Many sessions in this process that have INBOX open and are idle: what is left of each when all else is thrown away, both ends of its wire.</summary>
internal static class IdleInProcess
{
    /// <returns>KB for each.</returns>
    public static double Measure(int size, int sessions)
    {
        var bound = ProfileBinder.Bind(ProfileLibrary.BuiltIn.Load(Path.Combine(AppContext.BaseDirectory, "benchmark.yaml")));
        var loop = new PumpedLoop();
        var server = new FakeImapServer(bound.Plan, bound.Quirks, TimeProvider.System, loop);
        var store = server.AddAccount("user", new Secret("password")).Store;
        var generator = new MailGenerator(1);
        store.Find(MailboxName.Inbox)!.AddAll(0, store.NewMessages(size, index => (generator.Content(index), generator.DateOf(index))), FlagSet.Empty);

        var clients = new List<Stream>();
        Add(clients, server, loop, Math.Min(100, sessions));
        var (before, first) = (GC.GetTotalMemory(forceFullCollection: true), clients.Count);
        Add(clients, server, loop, sessions);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1000.0 / Math.Max(1, clients.Count - first);
        clients.ForEach(client => client.Dispose());
        loop.RunUntilQuiet();
        return each;
    }

    private static void Add(List<Stream> clients, FakeImapServer server, PumpedLoop loop, int upTo)
    {
        var buffer = new byte[64 * 1024];
        while (clients.Count < upTo)
        {
            var client = server.Connect();
            clients.Add(client);
            client.Write(Encoding.ASCII.GetBytes("a1 LOGIN user password\r\na2 SELECT INBOX\r\na3 IDLE\r\n"));
            var told = "";
            while (!told.Contains("+ ", StringComparison.Ordinal))
            {
                var read = client.ReadAsync(buffer).AsTask();
                loop.RunUntilQuiet();
                if (!read.IsCompletedSuccessfully)
                    throw new InvalidOperationException($"The server stopped after: {told}");
                told += Encoding.Latin1.GetString(buffer, 0, read.Result);
            }
        }
    }
}
