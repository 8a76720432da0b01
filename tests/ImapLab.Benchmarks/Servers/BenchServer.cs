using System.Net;

namespace ImapLab.Benchmarks.Servers;

/// <summary>A server under measurement: a process of its own on a loopback port.</summary>
internal abstract class BenchServer(string name, string user, string password, IPEndPoint endPoint) : IAsyncDisposable
{
    public string Name => name;

    public string User => user;

    public string Password => password;

    public IPEndPoint EndPoint => endPoint;

    public abstract ValueTask DisposeAsync();
}
