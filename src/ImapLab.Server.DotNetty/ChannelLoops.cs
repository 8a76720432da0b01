using DotNetty.Common.Concurrency;
using DotNetty.Transport.Channels;

namespace ImapLab.Server.DotNetty;

/// <summary>Gives every channel a <see cref="ChannelLoop"/>. It has no threads, so there is nothing to start or to shut down.</summary>
internal sealed class ChannelLoops : AbstractEventExecutorGroup, IEventLoopGroup
{
    public override bool IsShuttingDown => false;

    public override bool IsShutdown => false;

    public override bool IsTerminated => false;

    public override Task TerminationCompletion { get; } = new System.Threading.Tasks.TaskCompletionSource().Task;

    IEnumerable<IEventLoop> IEventLoopGroup.Items => [];

    public override IEventExecutor GetNext() => new ChannelLoop(this);

    IEventLoop IEventLoopGroup.GetNext() => new ChannelLoop(this);

    public Task RegisterAsync(IChannel channel) => new ChannelLoop(this).RegisterAsync(channel);

    public override Task ShutdownGracefullyAsync(TimeSpan quietPeriod, TimeSpan timeout) => Task.CompletedTask;

    protected override IEnumerable<IEventExecutor> GetItems() => [];
}
