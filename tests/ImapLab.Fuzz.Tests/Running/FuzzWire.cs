using ImapLab.Server.Wires;

namespace ImapLab.Fuzz.Tests.Running;

/// <summary>The shortest wire there is: what the server sends is there at once, and the client takes all of it.</summary>
internal sealed class FuzzWire(StepLoop loop, IWireHandler handler, Action<ReadOnlySpan<byte>> received) : IWire
{
    /// <summary>Whether one of the sides has ended the connection.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether the server ended it by force, as it does when it fails.</summary>
    public bool WasTorn { get; private set; }

    public long Unsent => 0;

    public void Open()
    {
        handler.Opened(this);
        loop.Run();
    }

    /// <summary>Says something as one piece of the network's.</summary>
    public void Say(ReadOnlySpan<byte> bytes)
    {
        if (IsOver)
            return;
        handler.Received(bytes.ToArray());
        loop.Run();
    }

    public void HangUp()
    {
        if (IsOver)
            return;
        IsOver = true;
        handler.Closed();
        loop.Run();
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (!IsOver)
            received(bytes);
    }

    public void Pause()
    {
    }

    public void Resume()
    {
    }

    public void Close() => End(torn: false);

    public void Abort() => End(torn: true);

    private void End(bool torn)
    {
        if (IsOver)
            return;
        IsOver = true;
        WasTorn = torn;
        loop.Post(handler.Closed);
    }
}
