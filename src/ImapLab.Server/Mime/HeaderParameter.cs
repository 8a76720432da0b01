using System.Buffers;
using System.Globalization;

namespace ImapLab.Server.Mime;

/// <summary>A parameter of a Content-Type or Content-Disposition field (RFC 2045 section 5.1).</summary>
internal sealed record HeaderParameter(string Name, string Value)
{
    private static readonly SearchValues<char> ValueEnd = SearchValues.Create(" \t;(");
    private static readonly SearchValues<char> NextParameter = SearchValues.Create(";\"(");

    /// <summary>
    /// The parameters that follow a field's first value. Pieces of a long value (RFC 2231 section 3: <c>name*0</c>, <c>name*1</c>) are
    /// put together; a value that is percent-encoded (section 4) keeps its form and its <c>*</c>.
    /// </summary>
    public static IReadOnlyList<HeaderParameter> ReadAll(ref HeaderLexer lexer)
    {
        var parameters = new List<HeaderParameter>();
        while (!lexer.AtEnd && parameters.Count < MimeLimits.Parameters)
        {
            if (!lexer.TryTake(';'))
            {
                SkipStray(ref lexer);
                continue;
            }

            var name = lexer.Token();
            if (name.Length == 0 || !lexer.TryTake('='))
                continue;
            lexer.SkipBlanksAndComments();
            parameters.Add(new HeaderParameter(name, lexer.Current == '"' ? lexer.Quoted() : lexer.Until(ValueEnd)));
        }

        return parameters.Exists(static parameter => parameter.Name.Contains('*', StringComparison.Ordinal)) ? Joined(parameters) : parameters;
    }

    /// <summary>What is neither a parameter nor a comment is passed over up to the next semicolon.</summary>
    private static void SkipStray(ref HeaderLexer lexer)
    {
        lexer.Until(NextParameter);
        if (lexer.Current == '"')
            lexer.Quoted();
        else if (lexer.Current == '(')
            lexer.Comment();
    }

    private static List<HeaderParameter> Joined(List<HeaderParameter> parameters)
    {
        var joined = new List<HeaderParameter>(parameters.Count);
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in parameters)
        {
            var piece = Piece.Of(parameter);
            if (piece is null)
                joined.Add(parameter);
            else if (done.Add(piece.Name))
                joined.Add(Join(piece.Name, parameters.Select(Piece.Of).OfType<Piece>()));
        }

        return joined;
    }

    private static HeaderParameter Join(string name, IEnumerable<Piece> all)
    {
        var pieces = all
            .Where(piece => piece.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(piece => piece.Number)
            .ToList();
        var encoded = pieces.Exists(piece => piece.Encoded) ? "*" : "";
        return new HeaderParameter(name + encoded, string.Concat(pieces.Select(piece => piece.Value)));
    }

    private sealed record Piece(string Name, int Number, bool Encoded, string Value)
    {
        public static Piece? Of(HeaderParameter parameter)
        {
            var encoded = parameter.Name.EndsWith('*');
            var name = encoded ? parameter.Name[..^1] : parameter.Name;
            var star = name.LastIndexOf('*');
            return star > 0 && int.TryParse(name.AsSpan(star + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new Piece(name[..star], number, encoded, parameter.Value)
                : null;
        }
    }
}
