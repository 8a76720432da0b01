using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ImapLab.Protocol.Mail;

/// <summary>
/// Unicode's normalization form C (Unicode Standard Annex 15), by tables of our own: programs that run without the machine's tables, so that runs are
/// the same everywhere, have none to call.
/// </summary>
public static class Nfc
{
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    /// <summary>Nothing below is ever composed, decomposed or moved in this form.</summary>
    private const int FirstConcerned = 0x300;

    private static readonly Lazy<Tables> Loaded = new(Tables.Load);

    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAnyInRange((char)FirstConcerned, char.MaxValue) < 0 ? text : Compose(Order(Decompose(text)));
    }

    private static List<int> Decompose(string text)
    {
        var whole = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, whole);
        return whole;
    }

    private static void Decompose(int character, List<int> whole)
    {
        var hangul = character - HangulBase;
        if (hangul is >= 0 and < Leads * Vowels * Tails)
        {
            whole.AddRange([LeadBase + (hangul / (Vowels * Tails)), VowelBase + (hangul % (Vowels * Tails) / Tails)]);
            if (hangul % Tails > 0)
                whole.Add(TailBase + (hangul % Tails));
        }
        else if (Loaded.Value.Parts.TryGetValue(character, out var parts))
        {
            Decompose(parts.First, whole);
            if (parts.Second > 0)
                Decompose(parts.Second, whole);
        }
        else
        {
            whole.Add(character);
        }
    }

    /// <summary>Marks after a character stand by their classes; those of one class keep their order.</summary>
    private static List<int> Order(List<int> characters)
    {
        for (var start = 0; start < characters.Count; start++)
        {
            var end = start;
            while (end < characters.Count && ClassOf(characters[end]) > 0)
                end++;
            if (end - start > 1)
            {
                int[] marks = [.. characters[start..end].OrderBy(ClassOf)];
                for (var at = 0; at < marks.Length; at++)
                    characters[start + at] = marks[at];
            }

            start = end;
        }

        return characters;
    }

    private static string Compose(List<int> characters)
    {
        var composed = new List<int>(characters.Count);
        var (starter, lastClass) = (-1, -1);
        foreach (var character in characters)
        {
            var itsClass = ClassOf(character);
            // A mark is blocked by one of its own class, or a higher one, between it and its starter.
            if (starter >= 0 && (lastClass < itsClass || composed.Count == starter + 1) && Pair(composed[starter], character) is { } whole)
            {
                composed[starter] = whole;
                continue;
            }

            composed.Add(character);
            if (itsClass == 0)
                starter = composed.Count - 1;
            lastClass = itsClass;
        }

        var text = new StringBuilder(composed.Count);
        foreach (var character in composed)
            text.Append(new Rune(character).ToString());
        return text.ToString();
    }

    private static int? Pair(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + Leads && second is >= VowelBase and < VowelBase + Vowels)
            return HangulBase + ((((first - LeadBase) * Vowels) + (second - VowelBase)) * Tails);
        if (first is >= HangulBase and < HangulBase + (Leads * Vowels * Tails) && (first - HangulBase) % Tails == 0 && second is > TailBase and < TailBase + Tails)
            return first + (second - TailBase);
        return Loaded.Value.Wholes.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private static int ClassOf(int character) => character < FirstConcerned ? 0 : Loaded.Value.Classes.GetValueOrDefault(character);

    /// <summary>What a character is made of, what two make, and where marks stand.</summary>
    private sealed record Tables(FrozenDictionary<int, (int First, int Second)> Parts, FrozenDictionary<(int First, int Second), int> Wholes, FrozenDictionary<int, int> Classes)
    {
        public static Tables Load()
        {
            var rows = Lines("decompositions.txt").Select(line => line.Split(' ')).ToList();
            var parts = rows.ToFrozenDictionary(row => Code(row[0]), row => (Code(row[1]), row.Length > 2 && row[2] != "!" ? Code(row[2]) : 0));
            var wholes = rows.Where(row => row.Length == 3 && row[2] != "!").ToFrozenDictionary(row => (Code(row[1]), Code(row[2])), row => Code(row[0]));
            return new Tables(parts, wholes, Lines("combining-classes.txt").SelectMany(Classed).ToFrozenDictionary(pair => pair.Character, pair => pair.Class));
        }

        private static IEnumerable<(int Character, int Class)> Classed(string line)
        {
            var words = line.Split(' ', '-');
            var (from, to) = (Code(words[0]), Code(words[^2]));
            return Enumerable.Range(from, to - from + 1).Select(character => (character, int.Parse(words[^1], CultureInfo.InvariantCulture)));
        }

        private static IEnumerable<string> Lines(string name)
        {
            var resource = typeof(Nfc).Assembly.GetManifestResourceStream($"ImapLab.Protocol.Mail.Unicode.{name}") ?? throw new InvalidOperationException($"{name} was not built in.");
            using var reader = new StreamReader(resource);
            while (reader.ReadLine() is { } line)
            {
                if (!line.StartsWith('#'))
                    yield return line;
            }
        }

        private static int Code(string hex) => int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
