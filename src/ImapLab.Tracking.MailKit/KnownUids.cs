using ImapLab.Tracking.Ports;
using MailKit;

namespace ImapLab.Tracking.MailKit;

/// <summary>
/// The known UIDs of a QRESYNC as MailKit takes them: a range, which it writes as the range writes itself. That lets it say the
/// sequence match data (RFC 7162 section 3.2.5.2) for which MailKit has no argument.
/// </summary>
internal sealed class KnownUids(ResyncPoint point) : UniqueIdRange(UniqueId.MinValue, new UniqueId(point.Highest.Value))
{
    public override string ToString()
    {
        var known = $"1:{point.Highest}";
        return point.Samples.Count == 0
            ? known
            : $"{known} ({string.Join(',', point.Samples.Select(sample => sample.Place))} {string.Join(',', point.Samples.Select(sample => sample.Uid))})";
    }
}
