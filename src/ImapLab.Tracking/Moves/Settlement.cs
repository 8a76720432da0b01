using ImapLab.Tracking.Accounts;

namespace ImapLab.Tracking.Moves;

/// <summary>What becomes of news where moves are told as such: some is told now, some is held until more is known.</summary>
internal sealed class Settlement
{
    /// <summary>What is told now, in its order.</summary>
    public List<Tiding> Told { get; } = [];

    /// <summary>Halves that are held from now on.</summary>
    public List<MoveHalf> Held { get; } = [];

    /// <summary>Halves that turned out to be none, told as what they are.</summary>
    public List<MoveHalf> Released { get; } = [];

    /// <summary>Halves that are no news any more: told together as a move, or undone before they were told.</summary>
    public List<MoveHalf> Joined { get; } = [];

    public bool IsEmpty => Told.Count + Held.Count + Released.Count + Joined.Count == 0;
}
