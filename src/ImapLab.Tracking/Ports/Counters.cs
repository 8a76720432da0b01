using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>
/// The four numbers that tell whether a folder moved, as STATUS or EXAMINE gave them. What an answer left out, or gave
/// as 0 where 0 is no value, is unknown: that is never the same as "changed".
/// </summary>
/// <param name="UidValidity">The epoch; <c>default</c> where unknown.</param>
/// <param name="UidNext">The UID that the next message will get at the earliest.</param>
/// <param name="Exists">How many messages there are.</param>
/// <param name="HighestModSeq">The last change; null also where the folder keeps none (NOMODSEQ).</param>
public sealed record Counters(UidValidity UidValidity, Uid? UidNext, int? Exists, ModSeq? HighestModSeq)
{
    public static readonly Counters Unknown = new(default, null, null, null);
}
