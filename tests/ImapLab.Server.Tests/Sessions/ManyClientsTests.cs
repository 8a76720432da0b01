using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Server.DotNetty;
using ImapLab.Server.Runtime;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sessions;

/// <summary>Several accounts on loops of their own, many clients at once over TCP.</summary>
[TestFixture]
internal sealed class ManyClientsTests
{
    private const int Accounts = 3;
    private const int Clients = 24;
    private const int Rounds = 15;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Every_command_of_every_client_is_answered_and_no_message_is_lost()
    {
        var failures = new ConcurrentQueue<Exception>();
        LabLoop Loop() => new ThreadLoop(failures.Enqueue);
        var server = new FakeImapServer(ServerBench.Full, [], TimeProvider.System, Loop(), Loop);
        for (var account = 0; account < Accounts; account++)
            server.AddAccount($"u{account}", new Secret("p"));
        await using var listener = await ServerListener.StartAsync(server, new IPEndPoint(IPAddress.Loopback, 0));

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => WorkAsync(listener.EndPoint, number))).WaitAsync(Limit);

        Assert.That(failures, Is.Empty);
        for (var account = 0; account < Accounts; account++)
        {
            using var client = await LogInAsync(listener.EndPoint, account);
            Assert.That(await client.SayAsync("x STATUS INBOX (MESSAGES UIDNEXT)"), Does.Contain($"(MESSAGES {Clients / Accounts * Rounds} UIDNEXT {(Clients / Accounts * Rounds) + 1})"));
        }
    }

    private static async Task WorkAsync(IPEndPoint address, int number)
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var client = await LogInAsync(address, number % Accounts);
            var append = await client.SayAsync("a1 APPEND INBOX {14+}\r\nSubject: x\r\n\r\n");
            Assert.That(append, Does.Contain("a1 OK [APPENDUID"));
            Assert.That(await client.SayAsync("a2 SELECT INBOX"), Does.Contain("a2 OK"));
            Assert.That(await client.SayAsync("a3 UID SEARCH ALL"), Does.Contain("a3 OK"));
            Assert.That(await client.SayAsync("a4 STORE * +FLAGS (\\Seen)"), Does.Contain("a4 OK"));
        }
    }

    private static async Task<Client> LogInAsync(IPEndPoint address, int account)
    {
        var client = new Client();
        await client.ConnectAsync(address);
        Assert.That(await client.SayAsync($"a0 LOGIN u{account} p"), Does.Contain("a0 OK"));
        return client;
    }

    private sealed class Client : IDisposable
    {
        private readonly TcpClient _tcp = new();

        public Task ConnectAsync(IPEndPoint address) => _tcp.ConnectAsync(address.Address, address.Port);

        /// <summary>Sends a command and reads to its completion.</summary>
        public async Task<string> SayAsync(string command)
        {
            var stream = _tcp.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(command + "\r\n"));
            var answer = new StringBuilder();
            var buffer = new byte[8192];
            var tag = $"{command.Split(' ')[0]} ";
            while (!answer.ToString().Split("\r\n")[..^1].Any(line => line.StartsWith(tag, StringComparison.Ordinal)))
            {
                var count = await stream.ReadAsync(buffer);
                if (count == 0)
                    throw new AssertionException($"The connection ended within the answer to {command}: {answer}");
                answer.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }

            return answer.ToString();
        }

        public void Dispose() => _tcp.Dispose();
    }
}
