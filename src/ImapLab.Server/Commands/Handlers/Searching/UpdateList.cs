using System.Collections.Immutable;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>What joins or leaves a result, in the order in which the client is to take it in.</summary>
internal sealed class UpdateList
{
    private readonly List<SearchUpdateItem> _placed = [];
    private readonly ImmutableArray<uint>.Builder _unplaced = ImmutableArray.CreateBuilder<uint>();

    /// <summary>Those without a place of their own go together.</summary>
    public IReadOnlyList<SearchUpdateItem> Items => _unplaced.Count > 0 ? [new SearchUpdateItem(0, _unplaced.ToImmutable())] : _placed;

    /// <param name="place">Its place in the result; 0 where that is its place in the mailbox.</param>
    public void Add(uint place, uint number)
    {
        if (place == 0)
            _unplaced.Add(number);
        else
            _placed.Add(new SearchUpdateItem(place, [number]));
    }
}
