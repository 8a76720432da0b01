namespace ImapLab.Server.Mime;

/// <summary>Compares the bytes of a header's names, which are ASCII (RFC 5322 section 2.2).</summary>
internal static class Ascii
{
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> bytes, string text) =>
        bytes.Length == text.Length && System.Text.Ascii.EqualsIgnoreCase(bytes, text);
}
