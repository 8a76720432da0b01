using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Wire;

namespace ImapLab.Protocol.Parsing;

/// <summary>Reads a command's arguments, from after its name to the end of the frame.</summary>
public delegate ImapCommand ArgumentParser(ParseCursor cursor);

/// <summary>Turns a frame into a command: tag, name, and whatever the name's own grammar says.</summary>
public static class CommandParser
{
    /// <param name="grammarOf">The grammar of a command's name in upper case, or null where there is no such command.</param>
    /// <param name="utf8">The client has said that its strings are UTF-8 (RFC 6855 section 3): mailbox names then are not encoded.</param>
    /// <param name="nesting">How deep search keys may nest.</param>
    /// <returns>
    /// The command; or a <see cref="MalformedCommand"/> or a <see cref="MisnamedCommand"/> that says what is wrong. Never throws on bad input.
    /// </returns>
    public static ImapCommand Parse(CommandFrame frame, Func<string, ArgumentParser?> grammarOf, bool utf8 = false, int nesting = ParseCursor.UsualNesting)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(grammarOf);
        return Parse(new ParseCursor(frame) { Utf8 = utf8, Nesting = nesting }, grammarOf);
    }

    /// <summary>Reads a command that waits for a literal of its own.</summary>
    /// <param name="soFar">Its text up to where the literal was announced.</param>
    /// <param name="binary">The literal is a literal8.</param>
    /// <returns>
    /// A <see cref="MalformedCommand"/> or <see cref="MisnamedCommand"/> where it is wrong whatever follows; else what is known of it, or null
    /// where that is not enough to say anything.
    /// </returns>
    public static ImapCommand? ParseStart(CommandFrame soFar, bool binary, Func<string, ArgumentParser?> grammarOf, bool utf8 = false, int nesting = ParseCursor.UsualNesting)
    {
        ArgumentNullException.ThrowIfNull(soFar);
        ArgumentNullException.ThrowIfNull(grammarOf);
        var frame = new CommandFrame([.. soFar.Segments, FrameSegment.OfLiteral(default, binary)]);
        var cursor = new ParseCursor(frame) { Utf8 = utf8, Nesting = nesting, IsUnfinished = true };
        var command = Parse(cursor, grammarOf);
        return cursor.HasPassedPending ? cursor.Reached : command;
    }

    private static ImapCommand Parse(ParseCursor cursor, Func<string, ArgumentParser?> grammarOf)
    {
        try
        {
            cursor.Tag = cursor.While(Grammar.TagCharacters, "a tag");
            cursor.Space();
            cursor.Name = cursor.Keyword("a command");
            if (cursor.Name == "UID")
            {
                cursor.Space();
                cursor.Name = $"UID {cursor.Keyword("a command after UID")}";
            }

            if (grammarOf(cursor.Name) is not { } grammar)
                return new MalformedCommand(cursor.Tag, cursor.Name, "unknown command");
            var command = grammar(cursor);
            return cursor.Misnamed ?? command;
        }
        catch (GrammarException refused)
        {
            return new MalformedCommand(cursor.Tag.Length > 0 ? cursor.Tag : null, cursor.Name, refused.Message);
        }
    }

    /// <summary>The name at the start of a command, in upper case; null where there is none yet.</summary>
    public static string? NameOf(string start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return start.ToUpperInvariant().Split(' ', 4) switch
        {
            [_, "UID", var name, ..] => $"UID {name}",
            [_, var name, ..] => name,
            _ => null,
        };
    }

    /// <summary>The tag at the start of a command that could not be kept whole, or null.</summary>
    public static string? TagOf(string start)
    {
        ArgumentNullException.ThrowIfNull(start);
        var space = start.IndexOf(' ');
        return space > 0 && start[..space].All(Grammar.IsTag) ? start[..space] : null;
    }
}
