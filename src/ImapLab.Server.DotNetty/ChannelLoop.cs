using DotNetty.Common.Concurrency;
using DotNetty.Common.Internal.Logging;
using DotNetty.Transport.Channels;

namespace ImapLab.Server.DotNetty;

/// <summary>
/// The event loop of one channel, without a thread of its own: what is to run runs on the thread that brings it, one thing at a time. So what the
/// network brings is read, answered and sent on one thread. DotNetty's own loops cost two hand-overs a command, more than all that the server does.
/// </summary>
internal sealed class ChannelLoop(ChannelLoops parent) : AbstractEventExecutor(parent), IEventLoop
{
    /// <summary>So many things run on the thread of who brings the first; what is left is for the thread pool.</summary>
    private const int LongestVisit = 16;

    private static readonly IInternalLogger Logger = InternalLoggerFactory.GetInstance<ChannelLoop>();

    private readonly Queue<IRunnable> _queue = new();
    private readonly Lock _gate = new();
    private bool _running;
    private volatile Thread? _thread;

    IEventLoopGroup IEventLoop.Parent => parent;

    IEnumerable<IEventLoop> IEventLoopGroup.Items => [this];

    public override bool IsShuttingDown => false;

    public override bool IsShutdown => false;

    public override bool IsTerminated => false;

    public override Task TerminationCompletion => parent.TerminationCompletion;

    IEventLoop IEventLoopGroup.GetNext() => this;

    public Task RegisterAsync(IChannel channel) => channel.Unsafe.RegisterAsync(this);

    public override bool IsInEventLoop(Thread thread) => _thread == thread;

    public override void Execute(IRunnable task)
    {
        lock (_gate)
        {
            _queue.Enqueue(task);
            if (_running)
                return;
            _running = true;
        }

        if (RunUpTo(LongestVisit))
            ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.RunUpTo(int.MaxValue), this, preferLocal: false);
    }

    /// <summary>There is nothing to shut down.</summary>
    public override Task ShutdownGracefullyAsync(TimeSpan quietPeriod, TimeSpan timeout) => Task.CompletedTask;

    protected override IEnumerable<IEventExecutor> GetItems() => [this];

    /// <returns>Whether there is more to run.</returns>
    private bool RunUpTo(int tasks)
    {
        _thread = Thread.CurrentThread;
        for (var done = 0; done < tasks; done++)
        {
            if (TryTake() is not { } task)
                return false;
            Run(task);
        }

        _thread = null;
        return true;
    }

    /// <summary>What a handler throws goes to <see cref="IChannelHandler.ExceptionCaught"/>; here it is DotNetty's own, and its own loops go on too.</summary>
    private static void Run(IRunnable task)
    {
        try
        {
            task.Run();
        }
#pragma warning disable CA1031 // Whatever it is, the channel's other work must not wait for ever.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Logger.Warn("A task raised an exception.", error);
        }
    }

    private IRunnable? TryTake()
    {
        lock (_gate)
        {
            if (_queue.TryDequeue(out var task))
                return task;
            // Before the next visitor comes in, so that his name is not wiped out.
            _thread = null;
            _running = false;
            return null;
        }
    }
}
