using System.Collections.Immutable;
using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Events;

namespace ImapLab.Tracking.Tests.Fakes;

internal sealed record FakeMessage(uint Uid, string? MessageId, long Size, DateTimeOffset InternalDate)
{
    public string? EmailId { get; init; }

    public NameSet Flags { get; init; } = [];

    public NameSet? Labels { get; init; }

    public ImmutableArray<string> References { get; init; } = [];
}

/// <summary>The truth about one folder.</summary>
internal sealed class FakeFolder(string name, uint uidValidity)
{
    public string Name { get; set; } = name;

    public uint UidValidity { get; set; } = uidValidity;

    /// <summary>MAILBOXID.</summary>
    public string Id { get; } = $"F{uidValidity}";

    public uint UidNext { get; set; } = 1;

    public ulong HighestModSeq { get; set; } = 1;

    public List<FakeMessage> Messages { get; } = [];

    /// <summary>The mod-sequence of each message's last change.</summary>
    public Dictionary<uint, ulong> ModSeqs { get; } = [];

    public FolderRole Role { get; init; }
}
