using System.Text;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Wire;

/// <summary>Writes a message's flags as a list (RFC 9051 section 9, flag-list).</summary>
public static class FlagsWriter
{
    /// <summary>The names of every set of system flags, each set at the place of its number: FLAGS is what is told most.</summary>
    private static readonly byte[][] SystemNames =
        [.. Enumerable.Range(0, 2 * (int)Enum.GetValues<SystemFlags>().Max()).Select(set => Encoding.ASCII.GetBytes(string.Join(' ', new FlagSet((SystemFlags)set).ToNames())))];

    public static ImapWriter Flags(this ImapWriter writer, FlagSet flags)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Raw('(').Raw(SystemNames[(int)flags.System]);
        var first = flags.System == SystemFlags.None;
        foreach (var keyword in flags.Keywords)
        {
            if (!first)
                writer.Space();
            first = false;
            writer.Raw(keyword);
        }

        return writer.Raw(')');
    }
}
