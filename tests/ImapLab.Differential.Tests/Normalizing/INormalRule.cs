using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>Takes out of replies one thing in which two right servers may differ. docs/differential.md lists them all.</summary>
internal interface INormalRule
{
    /// <summary>Its name in docs/differential.md.</summary>
    string Name { get; }

    /// <summary>What is left out or made alike, and why two right servers may differ in it.</summary>
    string Reason { get; }

    IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory);
}
