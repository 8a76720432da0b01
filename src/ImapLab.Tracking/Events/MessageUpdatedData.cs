using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Events;

/// <summary>A message whose flags or labels are others than before.</summary>
public sealed record MessageUpdatedData(string Id, Uid Uid) : EventData
{
    /// <summary>Null where the flags are what they were.</summary>
    public NameChange? Flags { get; init; }

    /// <summary>Null where the labels are what they were, or the server has none.</summary>
    public NameChange? Labels { get; init; }
}

/// <summary>How a set of names changed.</summary>
/// <param name="Added">In it now, and not before.</param>
/// <param name="Deleted">In it before, and not now.</param>
/// <param name="Value">All of it now.</param>
public sealed record NameChange(NameSet Added, NameSet Deleted, NameSet Value)
{
    /// <summary>The change from one set to another, or null where there is none.</summary>
    public static NameChange? Between(NameSet before, NameSet now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        var change = new NameChange(now.Except(before), before.Except(now), now);
        return change.Added.Count + change.Deleted.Count == 0 ? null : change;
    }
}
