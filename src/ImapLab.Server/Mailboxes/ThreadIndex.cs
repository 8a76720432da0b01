using System.Globalization;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// Which messages of an account belong together, by what each says on its arrival: it belongs to whom it answers, in whatever mailbox that one is or was
/// (RFC 8474 section 5.2). What was once said of a message stays so, though a message that would join two threads comes later.
/// </summary>
/// <remarks>
/// A thread is named by a hash of the identifier of its first message, so that messages that are made on demand, which know that identifier, need no
/// place in here.
/// </remarks>
internal sealed class ThreadIndex
{
    private readonly Dictionary<string, long> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long> _byNumber = [];

    /// <summary>Reads what a message that has arrived says of itself.</summary>
    public void Add(Message message)
    {
        var text = MessageStructure.Parse(message.Content.Bytes).Text;
        var references = text.References;
        var (thread, known) = (0L, false);
        foreach (var id in references)
        {
            known = _byId.TryGetValue(id, out thread);
            if (known)
                break;
        }

        if (!known)
            thread = Named(references.Count > 0 ? references[0] : text.MessageId ?? message.Number.ToString(CultureInfo.InvariantCulture));
        _byNumber.Add(message.Number, thread);
        foreach (var id in references)
            _byId.TryAdd(id, thread);
        if (text.MessageId is { } own)
            _byId.TryAdd(own, thread);
    }

    /// <summary>The thread of a message: a positive number that no other thread of the account has.</summary>
    public long Of(StoredMessage message) =>
        _byNumber.TryGetValue(message.Number, out var thread) ? thread
        : Named(message.Message.Content.FirstOfThread ?? message.Number.ToString(CultureInfo.InvariantCulture));

    /// <summary>FNV-1a, 63 bits: two of a million threads have the same in one of twenty million accounts.</summary>
    private static long Named(string id)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in id)
            hash = unchecked((hash ^ character) * 1099511628211UL);
        return (long)(hash & long.MaxValue) | 1;
    }
}
