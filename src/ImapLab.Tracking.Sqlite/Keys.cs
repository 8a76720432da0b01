using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Sqlite;

/// <summary>How values become columns.</summary>
internal static class Keys
{
    public static long Of(int folder, Uid uid) => ((long)folder << 32) | uid.Value;

    public static long Of(MessagePlace place) => Of(place.Folder, place.Uid);

    /// <summary>The lowest key of a folder; those of the next folder begin at its own.</summary>
    public static long First(int folder) => (long)folder << 32;

    public static MessagePlace ToPlace(long key) => new((int)(key >> 32), new Uid((uint)key));

    public static Uid ToUid(long key) => new((uint)key);

    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset ToTime(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
