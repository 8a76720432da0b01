using System.Security.Cryptography;
using System.Text;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Threads;

/// <summary>
/// Names the thread of a message where the server does not: a message is in the thread of the first message known that it
/// answers, and else begins one, named by a digest of the first identifier it knows of. What was said of a message once
/// stays so, for what it is known by is stored with the event that tells of it.
/// </summary>
internal sealed class ThreadDesk(ITrackerStore store, TrackerOptions options)
{
    private readonly Dictionary<string, string> _unwritten = new(StringComparer.Ordinal);

    /// <summary>The thread of a message; null where nothing says which.</summary>
    public string? Of(MessageSummary message)
    {
        if (message.ThreadId is not null || options.Threads == ThreadTelling.Server)
            return message.ThreadId;
        var subject = options.Threads == ThreadTelling.Subject ? SubjectKey.Of(message) : null;
        string[] own = message.MessageId is { } id ? [id] : [];
        string[] keys = [.. own, .. message.References, .. subject is null ? Array.Empty<string>() : [subject]];
        if (keys.Length == 0)
            return null;
        var thread = keys.Select(Find).FirstOrDefault(known => known is not null)
            ?? NameOf(message.References.Length > 0 ? message.References[0] : keys[0]);
        foreach (var key in keys)
            _unwritten.TryAdd(key, thread);
        return thread;
    }

    /// <summary>What was learnt since it was last written.</summary>
    public IReadOnlyList<KnownThread> Take()
    {
        KnownThread[] taken = [.. _unwritten.Select(thread => new KnownThread(thread.Key, thread.Value))];
        _unwritten.Clear();
        return taken;
    }

    private string? Find(string key) => _unwritten.GetValueOrDefault(key) ?? store.FindThread(key);

    /// <summary>The same in every life and on every machine: 80 bits, so that no two threads of an account meet.</summary>
    private static string NameOf(string key) => "T" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 10));
}
