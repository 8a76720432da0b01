using System.Text;
using ImapLab.Server.Wires;

namespace ImapLab.Server.Tests.Wires;

/// <summary>What every wire owes its server, whatever carries it.</summary>
internal abstract class WireContract
{
    private protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private protected Recorder Handler { get; private set; } = null!;

    [SetUp]
    public void MakeHandler() => Handler = new Recorder();

    [Test]
    public async Task Bytes_go_both_ways_in_order()
    {
        var client = await ConnectAsync();
        var wire = await Handler.Opened.Task.WaitAsync(Limit);

        for (var number = 0; number < 200; number++)
            await client.WriteAsync(Encoding.ASCII.GetBytes($"{number},"));
        await Handler.WaitForAsync(text => text.EndsWith("199,", StringComparison.Ordinal));
        for (var number = 0; number < 200; number++)
            wire.Send(Encoding.ASCII.GetBytes($"{number};"));

        var expected = string.Concat(Enumerable.Range(0, 200).Select(number => $"{number};"));
        Assert.That(await ReadAsync(client, expected.Length), Is.EqualTo(expected));
        Assert.That(Handler.Text, Is.EqualTo(string.Concat(Enumerable.Range(0, 200).Select(number => $"{number},"))));
    }

    [Test]
    public async Task Close_comes_after_what_was_sent_and_is_an_end_of_stream()
    {
        var client = await ConnectAsync();
        var wire = await Handler.Opened.Task.WaitAsync(Limit);

        wire.Send(new byte[300_000]);
        wire.Close();

        var total = 0;
        int count;
        var buffer = new byte[64 * 1024];
        while ((count = await client.ReadAsync(buffer).AsTask().WaitAsync(Limit)) > 0)
            total += count;
        Assert.That(total, Is.EqualTo(300_000));
        await Handler.Closed.Task.WaitAsync(Limit);
    }

    [Test]
    public async Task Abort_is_a_reset()
    {
        var client = await ConnectAsync();
        var wire = await Handler.Opened.Task.WaitAsync(Limit);

        wire.Abort();

        Assert.That(async () => await client.ReadAsync(new byte[10]).AsTask().WaitAsync(Limit), Throws.InstanceOf<IOException>());
        await Handler.Closed.Task.WaitAsync(Limit);
    }

    [Test]
    public async Task The_server_learns_that_the_client_is_gone()
    {
        var client = await ConnectAsync();
        var wire = await Handler.Opened.Task.WaitAsync(Limit);

        await client.DisposeAsync();

        // A client that is gone and one that says no more are the same to a network.
        await (await Task.WhenAny(Handler.Ended.Task, Handler.Closed.Task).WaitAsync(Limit));
        wire.Close();
        await Handler.Closed.Task.WaitAsync(Limit);
        Assert.That(Handler.ClosedCount, Is.EqualTo(1));
    }

    [Test]
    public async Task A_client_that_says_no_more_is_told_the_rest()
    {
        var client = await ConnectAsync();
        var wire = await Handler.Opened.Task.WaitAsync(Limit);

        await client.WriteAsync("the last"u8.ToArray());
        await ShutDownAsync(client);
        await Handler.Ended.Task.WaitAsync(Limit);
        Assert.That(Handler.Text, Is.EqualTo("the last"));
        Assert.That(Handler.Closed.Task.IsCompleted, Is.False);
        wire.Send(new byte[300_000]);
        wire.Close();

        await client.ReadExactlyAsync(new byte[300_000]).AsTask().WaitAsync(Limit);
        Assert.That(await client.ReadAsync(new byte[10]).AsTask().WaitAsync(Limit), Is.Zero);
        await Handler.Closed.Task.WaitAsync(Limit);
        Assert.That((Handler.EndedCount, Handler.ClosedCount), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task After_the_end_nothing_happens_and_nothing_throws()
    {
        var client = await ConnectAsync();
        var wire = await Handler.Opened.Task.WaitAsync(Limit);
        wire.Close();
        await Handler.Closed.Task.WaitAsync(Limit);

        wire.Send("late"u8);
        wire.Close();
        wire.Abort();

        Assert.That(await client.ReadAsync(new byte[10]).AsTask().WaitAsync(Limit), Is.Zero);
        Assert.That(Handler.ClosedCount, Is.EqualTo(1));
    }

    [Test]
    public async Task A_client_that_does_not_read_fills_the_wire_and_one_that_does_drains_it()
    {
        var client = await ConnectAsync();
        var wire = await Handler.Opened.Task.WaitAsync(Limit);

        var sent = 0;
        while (wire.Unsent < WireMarks.Full)
        {
            wire.Send(new byte[64 * 1024]);
            sent += 64 * 1024;
        }

        Assert.That(Handler.DrainedCount, Is.Zero);
        await client.ReadExactlyAsync(new byte[sent]).AsTask().WaitAsync(Limit);
        await Handler.Drained.Task.WaitAsync(Limit);
        Assert.That(wire.Unsent, Is.LessThanOrEqualTo(WireMarks.Drained));
        Assert.That(Handler.DrainedCount, Is.EqualTo(1));
    }

    private protected abstract Task<Stream> ConnectAsync();

    /// <summary>Has the client say no more and go on reading.</summary>
    private protected abstract Task ShutDownAsync(Stream client);

    private static async Task<string> ReadAsync(Stream client, int length)
    {
        var buffer = new byte[length];
        await client.ReadExactlyAsync(buffer).AsTask().WaitAsync(Limit);
        return Encoding.ASCII.GetString(buffer);
    }

    private protected sealed class Recorder : IWireHandler
    {
        private readonly StringBuilder _text = new();
        private readonly Lock _gate = new();
        private (Func<string, bool> Holds, TaskCompletionSource Met)? _waiter;

        public TaskCompletionSource<IWire> Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Drained { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int ClosedCount { get; private set; }

        public int EndedCount { get; private set; }

        public int DrainedCount { get; private set; }

        public string Text
        {
            get
            {
                lock (_gate)
                    return _text.ToString();
            }
        }

        public Task WaitForAsync(Func<string, bool> holds)
        {
            lock (_gate)
            {
                var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (holds(_text.ToString()))
                    met.SetResult();
                else
                    _waiter = (holds, met);
                return met.Task.WaitAsync(Limit);
            }
        }

        void IWireHandler.Opened(IWire wire) => Opened.TrySetResult(wire);

        void IWireHandler.Received(ReadOnlyMemory<byte> bytes)
        {
            lock (_gate)
            {
                _text.Append(Encoding.ASCII.GetString(bytes.Span));
                if (_waiter is { } waiter && waiter.Holds(_text.ToString()))
                    waiter.Met.TrySetResult();
            }
        }

        void IWireHandler.Ended()
        {
            EndedCount++;
            Ended.TrySetResult();
        }

        void IWireHandler.Drained()
        {
            DrainedCount++;
            Drained.TrySetResult();
        }

        void IWireHandler.Closed()
        {
            ClosedCount++;
            Closed.TrySetResult();
        }
    }
}
