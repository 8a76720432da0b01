using System.Diagnostics.CodeAnalysis;

namespace ImapLab.Server.Mailboxes;

/// <summary>Messages with numbers in a row that are made when they are asked for: a million of them cost what one costs.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is no collection: what it gives out it does not hold.")]
public sealed class MessageRun : IMessageSource
{
    private readonly Func<int, (IMessageContent Content, DateTimeOffset InternalDate)> _make;
    private Message? _last;

    internal MessageRun(int first, int count, Func<int, (IMessageContent Content, DateTimeOffset InternalDate)> make)
    {
        First = first;
        Count = count;
        _make = make;
    }

    /// <summary>The number of the first message.</summary>
    public int First { get; }

    public int Count { get; }

    /// <summary>The size of all messages together.</summary>
    internal ulong Octets
    {
        get
        {
            var octets = 0UL;
            for (var index = 0; index < Count; index++)
                octets += _make(index).Content.Size;
            return octets;
        }
    }

    /// <summary>Kept is the last one alone: a FETCH asks for the same message once for each of its items.</summary>
    Message IMessageSource.Find(int number)
    {
        if (_last?.Number == number)
            return _last;
        var (content, date) = _make(number - First);
        return _last = new Message(number, date, content);
    }
}
