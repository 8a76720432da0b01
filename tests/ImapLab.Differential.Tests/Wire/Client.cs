namespace ImapLab.Differential.Tests.Wire;

/// <summary>One client of one server: says a step's octets and reads until the step has ended.</summary>
internal sealed class Client(IChannel channel) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly ReplyBuffer _buffer = new();
    private string? _openTag;

    /// <summary>Whether a command waits for more of it, as IDLE does.</summary>
    public bool IsContinued => _openTag is not null;

    public Exchange Greeting() => Read(_ => true, Patience);

    /// <param name="chunks">Each but the first is sent only when the server has asked for it.</param>
    /// <param name="lastTag">The tag whose completion ends the step.</param>
    public Exchange Say(IReadOnlyList<byte[]> chunks, string lastTag)
    {
        var tag = _openTag ?? lastTag;
        var replies = new List<string>();
        var ending = Ending.Continued;
        for (var chunk = 0; chunk < chunks.Count && ending == Ending.Continued; chunk++)
        {
            channel.Send(chunks[chunk]);
            var part = Read(reply => reply.StartsWith("+ ", StringComparison.Ordinal) || reply.StartsWith(tag + " ", StringComparison.Ordinal), Patience);
            replies.AddRange(part.Replies);
            ending = part.Ending == Ending.Completed && part.Replies[^1].StartsWith("+ ", StringComparison.Ordinal) ? Ending.Continued : part.Ending;
        }

        _openTag = ending == Ending.Continued ? tag : null;
        return new Exchange(replies, ending);
    }

    /// <summary>Reads on while a reader wants more.</summary>
    public Exchange Listen(Func<IReadOnlyList<string>, bool> enough, TimeSpan patience)
    {
        var heard = new List<string>();
        if (enough(heard))
            return new Exchange(heard, Ending.Completed);
        return Read(reply =>
        {
            heard.Add(reply);
            return enough(heard);
        }, patience);
    }

    /// <summary>What has come already, without waiting.</summary>
    public Exchange Overhear()
    {
        channel.ReadInto(_buffer, TimeSpan.Zero);
        var replies = new List<string>();
        while (_buffer.Take() is { } reply)
            replies.Add(reply);
        return new Exchange(replies, channel.IsClosed ? Ending.Closed : Ending.Completed);
    }

    public void Dispose() => channel.Dispose();

    private Exchange Read(Predicate<string> isLast, TimeSpan patience)
    {
        var replies = new List<string>();
        while (true)
        {
            while (_buffer.Take() is { } reply)
            {
                replies.Add(reply);
                if (isLast(reply))
                    return new Exchange(replies, Ending.Completed);
            }

            if (channel.ReadInto(_buffer, patience))
                continue;
            if (channel.IsClosed && !_buffer.IsEmpty)
                replies.Add("(cut off)");
            return new Exchange(replies, channel.IsClosed ? Ending.Closed : Ending.Silence);
        }
    }
}
