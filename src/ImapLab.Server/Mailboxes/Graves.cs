using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>The messages that are expunged and of which some session that may still ask for them was not told. Each stays until all these sessions were.</summary>
internal sealed class Graves
{
    private readonly Dictionary<Uid, (StoredMessage Message, int Untold)> _messages = [];

    /// <summary>How many sessions may ask for gone messages.</summary>
    public int Visitors { get; set; }

    public void Add(StoredMessage message)
    {
        if (Visitors > 0)
            _messages[message.Uid] = (message, Visitors);
    }

    public StoredMessage? Find(Uid uid) => _messages.TryGetValue(uid, out var grave) ? grave.Message : null;

    /// <summary>One of those sessions knows that a message is gone, or never knew that it was there.</summary>
    public void Told(Uid uid)
    {
        if (!_messages.TryGetValue(uid, out var grave))
            return;
        if (grave.Untold == 1)
            _messages.Remove(uid);
        else
            _messages[uid] = grave with { Untold = grave.Untold - 1 };
    }

    public void Clear() => _messages.Clear();
}
