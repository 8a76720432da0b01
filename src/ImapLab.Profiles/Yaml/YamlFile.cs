using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ImapLab.Profiles.Yaml;

/// <summary>
/// Reads a file of one YAML document. Files come from anywhere, so everything has a limit: size, depth, number of values.
/// Aliases are refused: no file here needs them, and they let a short file stand for an endless one.
/// </summary>
public static class YamlFile
{
    /// <summary>Octets. The longest file of this repository has a few thousand.</summary>
    private const int LargestFile = 1024 * 1024;

    private const int Deepest = 20;

    private const int MostNodes = 50_000;

    /// <summary>Reads a file from disk.</summary>
    /// <returns>Null where it is not YAML; the errors say why.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static YamlNode? Load(string path, YamlErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var buffer = new byte[LargestFile + 1];
        var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > LargestFile)
        {
            errors.Add(new YamlPlace(path, 1, 1), $"expected a YAML file of at most {LargestFile} octets, found a larger one");
            return null;
        }

        return Decode(path, buffer.AsSpan(0, length), errors) is { } text ? Parse(path, text, errors) : null;
    }

    /// <summary>Reads a document.</summary>
    /// <param name="file">What errors call it.</param>
    /// <returns>Null where it is not YAML; the errors say why.</returns>
    public static YamlNode? Parse(string file, string text, YamlErrors errors)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            return new Reader(file, new Parser(new StringReader(text)), errors).Document();
        }
        catch (YamlException broken)
        {
            errors.Add(new YamlPlace(file, (int)broken.Start.Line, (int)broken.Start.Column), $"expected YAML: {broken.Message.TrimEnd('.')}");
            return null;
        }
    }

    private static string? Decode(string path, ReadOnlySpan<byte> bytes, YamlErrors errors)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new YamlPlace(path, 1, 1), "expected YAML in UTF-8, found bytes that are not UTF-8");
            return null;
        }

        var odd = text.AsSpan().IndexOfAnyExceptInRange('\u0020', '\uffff');
        for (var at = odd; at >= 0 && at < text.Length; at++)
        {
            if (text[at] < ' ' && text[at] is not ('\t' or '\n' or '\r'))
            {
                var line = text.AsSpan(0, at).Count('\n') + 1;
                errors.Add(new YamlPlace(path, line, at - text.LastIndexOf('\n', at)), $"expected text, found a control character (0x{(int)text[at]:X2}): is this a YAML file?");
                return null;
            }
        }

        return text;
    }

    /// <summary>Builds the tree from the parser's events, so that each limit holds before the memory is spent.</summary>
    private sealed class Reader(string file, IParser parser, YamlErrors errors)
    {
        private int _nodes;

        public YamlNode? Document()
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                throw Expected(parser.Current!, "a document, found an empty file");
            var root = Node(0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
                throw Expected(second, "one document in a file, found a second one");
            return root;
        }

        private YamlNode Node(int depth)
        {
            if (++_nodes > MostNodes)
                throw Expected(parser.Current!, $"at most {MostNodes} values in a file");
            if (depth > Deepest)
                throw Expected(parser.Current!, $"at most {Deepest} levels");
            switch (parser.Current)
            {
                case Scalar scalar:
                    parser.MoveNext();
                    return new YamlScalar(PlaceOf(scalar), errors, scalar.Value, scalar.Style == ScalarStyle.Plain);
                case SequenceStart list:
                    return List(list, depth);
                case MappingStart map:
                    return Map(map, depth);
                case AnchorAlias alias:
                    throw Expected(alias, "a value written out, found an alias");
                default:
                    throw Expected(parser.Current!, $"a value, found {parser.Current!.GetType().Name}");
            }
        }

        private YamlList List(SequenceStart start, int depth)
        {
            parser.MoveNext();
            var values = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                values.Add(Node(depth + 1));
            return new YamlList(PlaceOf(start), errors, values);
        }

        private YamlMap Map(MappingStart start, int depth)
        {
            parser.MoveNext();
            var entries = new List<KeyValuePair<YamlScalar, YamlNode>>();
            var known = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (parser.Current is not Scalar key)
                    throw Expected(parser.Current!, "a key");
                parser.MoveNext();
                var name = new YamlScalar(PlaceOf(key), errors, key.Value, isPlain: false);
                var value = Node(depth + 1);
                if (known.Add(key.Value))
                    entries.Add(KeyValuePair.Create(name, value));
                else
                    errors.Add(name.Place, $"expected each key once, found {name.Description} again");
            }

            return new YamlMap(PlaceOf(start), errors, entries);
        }

        private YamlPlace PlaceOf(ParsingEvent at) => new(file, (int)at.Start.Line, (int)at.Start.Column);

        private static YamlException Expected(ParsingEvent at, string what) => new(at.Start, at.End, what);
    }
}
