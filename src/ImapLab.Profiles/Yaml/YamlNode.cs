using System.Globalization;

namespace ImapLab.Profiles.Yaml;

/// <summary>
/// A value of a file with its place. The typed getters write down what they expected and did not find, and then return
/// null or nothing, so that reading goes on.
/// </summary>
public abstract class YamlNode(YamlPlace place, YamlErrors errors)
{
    /// <summary>Ten years: more than anything in a lab lasts.</summary>
    private const int MostSeconds = 10 * 365 * 24 * 60 * 60;

    public YamlPlace Place => place;

    /// <summary>What it is, as an error message says it.</summary>
    public abstract string Description { get; }

    /// <summary>Where its file's errors are gathered.</summary>
    public YamlErrors Errors => errors;

    /// <summary>Whether nothing is written: an empty value, <c>~</c> or <c>null</c>.</summary>
    public virtual bool IsNothing => false;

    /// <summary>Writes down that something else was expected here.</summary>
    public void Reject(string expected) => errors.Expected(this, expected);

    /// <summary>A text that is not empty.</summary>
    public string? Text(string what = "a text")
    {
        if (this is YamlScalar { IsNothing: false, Value.Length: > 0 } scalar)
            return scalar.Value;
        Reject(what);
        return null;
    }

    /// <summary>A text that goes into one line of a reply. It may be empty.</summary>
    public string? Line()
    {
        if (this is YamlScalar scalar && scalar.Value.All(character => character is >= ' ' and <= '~'))
            return scalar.Value;
        Reject("a text of one line in ASCII");
        return null;
    }

    /// <summary>IMAP's own kind of number: 32 bits, and not 0 (RFC 9051 section 9, nz-number).</summary>
    public uint? NonZero()
    {
        if (this is YamlScalar scalar && uint.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;
        Reject($"a whole number from 1 to {uint.MaxValue}");
        return null;
    }

    public int? Whole(string what = "a whole number", int least = 0, int most = int.MaxValue)
    {
        if (this is YamlScalar scalar && int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        var bounds = most == int.MaxValue ? least == 0 ? "" : $" of at least {least}" : $" from {least} to {most}";
        Reject($"{what}{bounds}");
        return null;
    }

    /// <summary>A length of time, written as a whole number of seconds.</summary>
    public TimeSpan? Seconds(int least = 0) => Whole("a whole number of seconds", least, MostSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public bool? Flag()
    {
        if (this is YamlScalar { IsPlain: true } scalar)
        {
            // YAML 1.2's words, and 1.1's that people still write.
            switch (scalar.Value.ToLowerInvariant())
            {
                case "true" or "yes" or "on":
                    return true;
                case "false" or "no" or "off":
                    return false;
            }
        }

        Reject("true or false");
        return null;
    }

    public DateOnly? Date()
    {
        if (this is YamlScalar scalar && DateOnly.TryParseExact(scalar.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Reject("a date such as 2026-01-15");
        return null;
    }

    /// <summary>One of some words.</summary>
    public T? OneOf<T>(params IReadOnlyList<(string Word, T Value)> words)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(words);
        if (this is YamlScalar scalar)
        {
            foreach (var (word, value) in words)
            {
                if (word == scalar.Value)
                    return value;
            }

            Reject($"{Words.Or(words.Select(word => word.Word))}{Words.Guess(scalar.Value, words.Select(word => word.Word))}");
            return null;
        }

        Reject(Words.Or(words.Select(word => word.Word)));
        return null;
    }

    /// <summary>A list; empty where it is none.</summary>
    public IReadOnlyList<YamlNode> Items(string what = "a list")
    {
        if (this is YamlList list)
            return list.Values;
        Reject(what);
        return [];
    }

    /// <summary>A map with known keys; those that are not known are errors.</summary>
    public YamlMap? Map(string what, params IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (this is not YamlMap map)
        {
            Reject($"{what} ({string.Join(", ", keys)})");
            return null;
        }

        foreach (var entry in map.Entries)
        {
            if (!keys.Contains(entry.Key.Value))
                errors.Add(entry.Key.Place, $"expected a key of {what} ({string.Join(", ", keys)}), found {entry.Key.Description}{Words.Guess(entry.Key.Value, keys)}");
        }

        return map;
    }

    /// <summary>A map whose keys are the file's own.</summary>
    public YamlMap? FreeMap(string what)
    {
        if (this is YamlMap map)
            return map;
        Reject(what);
        return null;
    }
}

/// <summary>A value that is text on the page.</summary>
/// <param name="isPlain">It stands without quotes, so it may mean a number, a truth value or nothing.</param>
public sealed class YamlScalar(YamlPlace place, YamlErrors errors, string value, bool isPlain) : YamlNode(place, errors)
{
    private const int LongestShown = 60;

    public string Value => value;

    public bool IsPlain => isPlain;

    public override bool IsNothing => isPlain && value is "" or "~" or "null";

    public override string Description => IsNothing
        ? "nothing"
        : $"\"{(value.Length > LongestShown ? value[..LongestShown] + "…" : value).ReplaceLineEndings(" ")}\"";
}

public sealed class YamlList(YamlPlace place, YamlErrors errors, IReadOnlyList<YamlNode> values) : YamlNode(place, errors)
{
    public IReadOnlyList<YamlNode> Values => values;

    public override string Description => values.Count == 0 ? "an empty list" : "a list";
}

public sealed class YamlMap(YamlPlace place, YamlErrors errors, IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> entries) : YamlNode(place, errors)
{
    /// <summary>In the order of the file; no key twice.</summary>
    public IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries => entries;

    public override string Description => entries.Count == 0 ? "an empty map" : $"a map with {entries[0].Key.Description}";

    /// <summary>The value of a key; null where it is missing or nothing.</summary>
    public YamlNode? Optional(string key)
    {
        foreach (var entry in entries)
        {
            if (entry.Key.Value == key)
                return entry.Value.IsNothing ? null : entry.Value;
        }

        return null;
    }

    /// <summary>The value of a key; null, and an error, where it is missing.</summary>
    public YamlNode? Required(string key, string what)
    {
        if (Optional(key) is { } node)
            return node;
        Errors.Add(Place, $"expected {key}: {what}, found no such key");
        return null;
    }
}
