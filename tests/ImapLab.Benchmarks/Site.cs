using System.Diagnostics;
using ImapLab.Benchmarks.Client;
using ImapLab.Benchmarks.Servers;

namespace ImapLab.Benchmarks;

/// <summary>One server with its mail in place, and a session that has INBOX open.</summary>
internal sealed class Site : IAsyncDisposable
{
    private const string Tag = "a1";
    private const int FillBatch = 1000;

    private int _mailboxes;

    public Site(BenchServer server, int messages)
    {
        Server = server;
        Messages = messages;
        Session = LogIn();
    }

    public BenchServer Server { get; }

    /// <summary>How many messages INBOX got at the start.</summary>
    public int Messages { get; }

    /// <summary>A session that has INBOX open, for rows that need no other.</summary>
    public RawConnection Session { get; }

    /// <summary>
    /// Puts the messages into INBOX and opens it. In one APPEND of many where the server has that: Dovecot makes each APPEND safe on disk by
    /// itself, which takes minutes.
    /// </summary>
    public void Fill()
    {
        Session.Send("CAPABILITY");
        var together = Session.ReadCompletionText().Contains("MULTIAPPEND", StringComparison.Ordinal);
        for (var number = 0; number < Messages; number += FillBatch)
        {
            var count = Math.Min(FillBatch, Messages - number);
            Session.Send(together ? Mail.MultiAppend(Session, "INBOX", number, count) : Mail.Appends(Session, "INBOX", number, count));
            Session.ReadCompletions(together ? 1 : count);
        }

        Session.Run("SELECT INBOX");
    }

    public RawConnection LogIn()
    {
        var connection = new RawConnection(Tag);
        connection.Open(Server.EndPoint);
        connection.Run($"LOGIN {Server.User} {Server.Password}");
        return connection;
    }

    public RawConnection Select(string mailbox)
    {
        var connection = LogIn();
        connection.Run($"SELECT {mailbox}");
        return connection;
    }

    /// <summary>Makes a mailbox that no row has used.</summary>
    public string NewMailbox()
    {
        var name = $"Bench{++_mailboxes}";
        Session.Run($"CREATE {name}");
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await Server.DisposeAsync().ConfigureAwait(false);
    }

    /// <returns>Milliseconds.</returns>
    public static double Time(Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
