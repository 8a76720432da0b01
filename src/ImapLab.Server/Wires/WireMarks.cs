namespace ImapLab.Server.Wires;

/// <summary>How much of what was sent may wait to be taken, in octets. The same for every wire, so that answers stop and go on at the same places.</summary>
public static class WireMarks
{
    /// <summary>At so much the wire is full: answers wait.</summary>
    public const int Full = 256 * 1024;

    /// <summary>At so little, or less, a full wire has room again. Not zero, so that the network has work while the next stretch is made.</summary>
    public const int Drained = 64 * 1024;
}
