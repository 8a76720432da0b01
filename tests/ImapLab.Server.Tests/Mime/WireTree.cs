using System.Text;

namespace ImapLab.Server.Tests.Mime;

/// <summary>
/// Writes an IMAP value in one form whatever its spelling: quoted strings and literals look the same, NIL stays NIL. It shares no
/// code with what it checks.
/// </summary>
internal static class WireTree
{
    public static string Normal(string wire)
    {
        var text = new StringBuilder();
        var position = 0;
        while (position < wire.Length)
        {
            switch (wire[position])
            {
                case '"':
                    position = Quoted(wire, position + 1, text);
                    break;
                case '{':
                    position = Literal(wire, position + 1, text);
                    break;
                default:
                    text.Append(wire[position++]);
                    break;
            }
        }

        return text.ToString();
    }

    private static int Quoted(string wire, int position, StringBuilder text)
    {
        var content = new StringBuilder();
        for (; wire[position] != '"'; position++)
        {
            if (wire[position] == '\\')
                position++;
            content.Append(wire[position]);
        }

        Show(content.ToString(), text);
        return position + 1;
    }

    private static int Literal(string wire, int position, StringBuilder text)
    {
        var end = wire.IndexOf('}', position);
        var length = int.Parse(wire.AsSpan(position, end - position), System.Globalization.CultureInfo.InvariantCulture);
        Show(wire.Substring(end + 3, length), text);
        return end + 3 + length;
    }

    private static void Show(string content, StringBuilder text) =>
        text.Append('<').Append(content.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('>');
}
