using System.Globalization;
using System.Text;

namespace ImapLab.Fuzz.Tests.Running;

/// <summary>What one client says, whole: enough to do it again.</summary>
/// <param name="Slices">The seed of the pieces in which it arrives; 0 for whole inputs.</param>
internal sealed record FuzzCase(Start Start, int Slices, IReadOnlyList<byte[]> Inputs)
{
    private const string Parting = "\n---\n";

    /// <summary>A regression file: a head of two lines, and the inputs with a line of dashes between them, as they are.</summary>
    public byte[] ToFile()
    {
        var file = new List<byte>(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"start: {Start}\nslices: {Slices}")));
        foreach (var input in Inputs)
        {
            file.AddRange(Encoding.ASCII.GetBytes(Parting));
            file.AddRange(input);
        }

        return [.. file];
    }

    public static FuzzCase FromFile(byte[] file)
    {
        var parts = Encoding.Latin1.GetString(file).Split(Parting);
        var head = parts[0].Split('\n').ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)], line => line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        return new FuzzCase(Enum.Parse<Start>(head["start"]), int.Parse(head["slices"], CultureInfo.InvariantCulture), [.. parts.Skip(1).Select(Encoding.Latin1.GetBytes)]);
    }

    public override string ToString()
    {
        var text = new StringBuilder($"start: {Start}, slices: {Slices}");
        foreach (var input in Inputs)
            text.Append("\n  ").Append(Readable(input));
        return text.ToString();
    }

    private static string Readable(byte[] input) => string.Concat(input.Select(octet => octet switch
    {
        (byte)'\r' => "\\r",
        (byte)'\n' => "\\n",
        (byte)'\\' => "\\\\",
        >= 0x20 and < 0x7f => ((char)octet).ToString(),
        _ => $"\\x{octet:x2}",
    }));
}
