using System.Net;
using System.Net.Sockets;
using ImapLab.Tracking.Events;

namespace ImapLab.SystemTests;

/// <summary>The real <c>imaplab track</c> and <c>imaplab events</c> with a webhook of somebody else's.</summary>
[TestFixture]
internal sealed class WebhookTests
{
    private readonly List<TrackerEvent> _told = [];
    private TemporaryFolder _folder = null!;
    private int _port;

    private string State => _folder.File("state.db");

    [SetUp]
    public void Make()
    {
        _folder = new TemporaryFolder();
        _told.Clear();
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        _port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public async Task Events_are_posted_as_they_are_told_and_signed()
    {
        SystemProgram.Require("python3", "python3");
        await using var server = await ServeProcess.StartAsync("--profile", "dovecot");
        await using var hand = await Hand.ConnectAsync(server);
        await using var hook = HookListener.Start(_port);
        await using (var track = Start(server, hook))
        {
            await track.AwaitAsync("the baseline is taken", told => told.Count == 1);
            await hand.DeliverAsync("INBOX", "grüße-1");
            await track.AwaitAsync("the message is told", told => told.Count == 2);
            await hook.AwaitAsync("both are posted", requests => requests.Count == 2);
        }

        Assert.That(hook.Requests.Select(request => EventJson.Write(request.Event)), Is.EqualTo(_told.Select(EventJson.Write)));
        Assert.That(hook.Requests.Select(request => request.Path), Is.All.EqualTo("/hook?token=abc"));
        foreach (var request in hook.Requests)
        {
            Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(request.Headers["X-EE-Wh-Event-Id"], Is.EqualTo(request.Event.EventId));
            Assert.That(await SignAsync(request.Body), Is.EqualTo(request.Headers["X-EE-Wh-Signature"]));
        }

        var state = Convert.ToHexString(await File.ReadAllBytesAsync(State));
        foreach (var secret in (string[])[HookListener.Secret, "token=abc", ServeProcess.Password])
            Assert.That(state, Does.Not.Contain(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(secret))), "no secret is in the state file");
    }

    [Test]
    public async Task A_webhook_that_is_not_there_stalls_nothing_and_loses_nothing()
    {
        await using var server = await ServeProcess.StartAsync("--profile", "dovecot");
        await using var hand = await Hand.ConnectAsync(server);
        var hook = HookListener.Start(_port);
        await using (var track = Start(server, hook))
        {
            await track.AwaitAsync("the baseline is taken", told => told.Count == 1);
            await hook.AwaitAsync("it is posted", requests => requests.Count == 1);
            await hook.DisposeAsync();
            await hand.DeliverAsync("INBOX", "m1");
            await track.AwaitAsync("m1 is told on stdout", told => told.Count == 2);
            await hand.DeliverAsync("INBOX", "m2");
            await track.AwaitAsync("m2 is told on stdout", told => told.Count == 3);
            await track.KillAsync();
        }

        Assert.That(await EventsAsync("sinks", "--json"), Does.Contain("\"waiting\":2").And.Contain($"webhook http://127.0.0.1:{_port} #").And.Not.Contain("token"));
        // What was on its way to stdout may come there once more; it is the same event.
        List<string> waited = [.. _told.Skip(1).Select(told => told.EventId)];
        await using var back = HookListener.Start(_port);
        await using var again = Start(server, back);
        await back.AwaitAsync("what waited is posted", requests => requests.Count == waited.Count);

        Assert.That(back.Requests.Select(request => request.Event.EventId), Is.EqualTo(waited));
    }

    [Test]
    public async Task A_tracker_that_is_killed_before_the_answer_posts_the_same_event_again_and_no_other()
    {
        await using var server = await ServeProcess.StartAsync("--profile", "dovecot");
        await using var hand = await Hand.ConnectAsync(server);
        await using var hook = HookListener.Start(_port);
        hook.Answer = request => request.Event.Event == EventNames.MessageNew ? null : 204;
        await using (var track = Start(server, hook))
        {
            await track.AwaitAsync("the baseline is taken", told => told.Count == 1);
            await hand.DeliverAsync("INBOX", "m1");
            await hook.AwaitAsync("it is posted and not answered", requests => requests.Count == 2);
            await track.KillAsync();
        }

        hook.Answer = _ => 200;
        await using var again = Start(server, hook);
        await hand.DeliverAsync("INBOX", "m2");
        await hook.AwaitAsync("both are posted", requests => requests.Count == 4);

        var ids = hook.Requests.Select(request => request.Event.EventId).ToList();
        Assert.That(ids[2], Is.EqualTo(ids[1]));
        Assert.That(ids.Distinct().Count(), Is.EqualTo(3));
        // The kill may come between the line on stdout and the note that it was written; then that one line comes again.
        await again.AwaitAsync("stdout has each", told => told.DistinctBy(one => one.EventId).Count() == 3);
        Assert.That(_told.Select(told => told.EventId).Distinct(), Is.EqualTo(ids.Distinct()));
    }

    [Test]
    public async Task What_was_told_can_be_queried_and_replayed_while_the_tracker_runs()
    {
        await using var server = await ServeProcess.StartAsync("--profile", "dovecot", "--messages", "3");
        await using var hand = await Hand.ConnectAsync(server);
        await using var hook = HookListener.Start(_port);
        await using var track = TrackProcess.Start(server, State, _told);
        await track.AwaitAsync("the baseline is taken", told => told.Count == 1);
        var m1 = await hand.DeliverAsync("INBOX", "m1");
        await track.AwaitAsync("m1 is told", told => told.Count == 2);
        await hand.ExpungeAsync("INBOX", m1);
        // The mark that comes before it may be told as well, if the tracker sees it in time.
        await track.AwaitAsync("its deletion is told", told => told[^1].Event == EventNames.MessageDeleted);

        Assert.That(
            (await EventsAsync("--folder", "IN*", "--event", "messageDeleted", "--json")).TrimEnd(),
            Is.EqualTo(EventJson.Write(_told[^1])));
        Assert.That(await EventsAsync("gone"), Does.Contain("<m1@example.test>").And.Contain("ann@example.test  m1"));
        var (exitCode, _, _) = await SystemProgram.RunAsync(
            "dotnet", Imaplab, "events", "replay", "--state", State, "--since", "2", "--webhook", hook.Url);

        Assert.That(exitCode, Is.Zero);
        Assert.That(hook.Requests.Select(request => request.Event.EventId), Is.EqualTo(_told.Skip(1).Select(told => told.EventId)));
        hook.Answer = _ => 422;
        var (refused, _, error) = await SystemProgram.RunAsync(
            "dotnet", Imaplab, "events", "replay", "--state", State, "--since", "3", "--webhook", hook.Url);
        Assert.That(refused, Is.EqualTo(3));
        Assert.That(error, Does.Contain("422").And.Not.Contain("token"));
    }

    private static string Imaplab => Path.Combine(AppContext.BaseDirectory, "imaplab.dll");

    private TrackProcess Start(ServeProcess server, HookListener hook) =>
        TrackProcess.Start(server, State, _told, "--webhook", hook.Url, "--webhook-secret-env", "TEST_SECRET");

    private async Task<string> EventsAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await SystemProgram.RunAsync("dotnet", [Imaplab, "events", .. arguments, "--state", State]);
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }

    /// <summary>The signature by somebody else's HMAC.</summary>
    private static async Task<string> SignAsync(byte[] body)
    {
        const string Script = "import base64,hashlib,hmac,sys; "
            + "print(base64.urlsafe_b64encode(hmac.new(sys.argv[1].encode(), bytes.fromhex(sys.argv[2]), hashlib.sha256).digest()).rstrip(b'=').decode())";
        var (exitCode, output, error) = await SystemProgram.RunAsync("python3", "-c", Script, HookListener.Secret, Convert.ToHexString(body));
        Assert.That(exitCode, Is.Zero, error);
        return output.Trim();
    }
}
