using System.Text;
using ImapLab.Protocol.Wire;

namespace ImapLab.Differential.Tests.Generation;

/// <summary>The ways in which a client may write one string.</summary>
internal static class Spelling
{
    public static string AString(Scene scene, string value)
    {
        var draw = scene.Draw;
        var atom = value.Length > 0 && value.All(Grammar.IsAString);
        return draw.Below(100) switch
        {
            < 80 when atom => value,
            < 92 when CanQuote(value) => Quoted(value),
            < 97 => Literal(value, "+"),
            _ => Literal(value, ""),
        };
    }

    /// <summary>A pattern of LIST may have wildcards in an atom.</summary>
    public static string Pattern(Scene scene, string value) =>
        value.Length > 0 && value.All(Grammar.IsList) && scene.Draw.Chance(50) ? value : CanQuote(value) && scene.Draw.Chance(90) ? Quoted(value) : Literal(value, "+");

    public static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Literal(string value, string plus) => $"{{{Encoding.Latin1.GetByteCount(value)}{plus}}}\r\n{value}";

    private static bool CanQuote(string value) => value.All(character => character is >= ' ' and <= '~');
}
