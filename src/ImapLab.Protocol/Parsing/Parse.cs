using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Parsing;

/// <summary>The arguments of each command (RFC 9051 section 9, <c>command</c>). The long ones have files of their own.</summary>
public static partial class Parse
{
    public static ImapCommand Nothing(ParseCursor cursor)
    {
        cursor.End();
        return new BareCommand(cursor.Tag, cursor.Name);
    }

    public static ImapCommand Login(ParseCursor cursor)
    {
        cursor.Space();
        var user = Credential(cursor.AString("a user name"));
        cursor.Space();
        var password = Credential(cursor.AString("a password"));
        cursor.End();
        return new LoginCommand(cursor.Tag, user, new Secret(password));
    }

    /// <summary>Names and passwords are octets, and those of people UTF-8, whatever else the client may say in it (RFC 6855 section 5).</summary>
    private static string Credential(string octets)
    {
        var bytes = Encoding.Latin1.GetBytes(octets);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : octets;
    }

    public static ImapCommand Authenticate(ParseCursor cursor)
    {
        cursor.Space();
        var mechanism = cursor.Keyword("a SASL mechanism");
        Secret? initial = cursor.TryTake(' ') ? new Secret(cursor.While(c => c > ' ', "base64 or =")) : null;
        cursor.End();
        return new AuthenticateCommand(cursor.Tag, mechanism, initial);
    }

    /// <summary>RFC 2971 section 3.1: NIL, or up to 30 pairs.</summary>
    public static ImapCommand Id(ParseCursor cursor)
    {
        cursor.Space();
        List<KeyValuePair<string, string?>>? fields = null;
        if (!cursor.TryWord("NIL"))
        {
            fields = cursor.List(() =>
            {
                var field = cursor.String("a field name");
                cursor.Space();
                return KeyValuePair.Create(field, cursor.NString());
            }, mayBeEmpty: true);
        }

        cursor.End();
        return fields is { Count: > 30 } ? throw new GrammarException("more than 30 fields") : new IdCommand(cursor.Tag, fields);
    }

    public static ImapCommand Compress(ParseCursor cursor)
    {
        cursor.Space();
        var algorithm = cursor.Keyword("an algorithm");
        cursor.End();
        return new CompressCommand(cursor.Tag, algorithm);
    }

    public static ImapCommand Enable(ParseCursor cursor)
    {
        var names = new List<string>();
        do
        {
            cursor.Space();
            names.Add(cursor.Keyword("a capability"));
        }
        while (!cursor.AtEnd);
        return new EnableCommand(cursor.Tag, names);
    }

    public static ImapCommand Mailbox(ParseCursor cursor)
    {
        cursor.Space();
        var text = cursor.MailboxText();
        cursor.End();
        return new MailboxCommand(cursor.Tag, cursor.Name, text);
    }

    /// <summary>CREATE with its parameters (RFC 4466 section 2.2), of which USE is the only one there is (RFC 6154 section 6).</summary>
    public static ImapCommand Create(ParseCursor cursor)
    {
        cursor.Space();
        var text = cursor.MailboxText();
        var uses = new List<string>();
        if (cursor.TryTake(' '))
        {
            cursor.List(() =>
            {
                if (!cursor.TryWord("USE "))
                    throw cursor.Error("USE and its attributes");
                uses.AddRange(cursor.List(() => Attribute(cursor), mayBeEmpty: true));
                return uses;
            });
        }

        cursor.End();
        return new CreateCommand(cursor.Tag, text, uses);
    }

    private static string Attribute(ParseCursor cursor)
    {
        cursor.Take('\\');
        return $"\\{cursor.Atom("an attribute")}";
    }

    public static ImapCommand Rename(ParseCursor cursor)
    {
        cursor.Space();
        var from = cursor.MailboxText();
        cursor.Space();
        var to = cursor.MailboxText();
        cursor.End();
        return new RenameCommand(cursor.Tag, from, to);
    }

    public static ImapCommand Status(ParseCursor cursor)
    {
        cursor.Space();
        var given = cursor.MailboxText();
        var mailbox = cursor.Mailbox(given);
        cursor.Space();
        var items = StatusItems(cursor);
        cursor.End();
        return new StatusCommand(cursor.Tag, mailbox, items) { Given = given };
    }

    /// <summary>Names of status items, each once. What the server does not know is for its handler to say.</summary>
    internal static IReadOnlyList<string> StatusItems(ParseCursor cursor) => [.. cursor.List(() => cursor.Keyword("a status item")).Distinct()];

    public static ImapCommand Store(ParseCursor cursor)
    {
        cursor.Space();
        var messages = cursor.SequenceSet();
        cursor.Space();
        Numbers.ModSeq? unchangedSince = null;
        if (cursor.TryTake('('))
        {
            unchangedSince = UnchangedSince(cursor);
            cursor.Take(')');
            cursor.Space();
        }

        var action = cursor.TryTake('+') ? StoreAction.Add : cursor.TryTake('-') ? StoreAction.Remove : StoreAction.Replace;
        if (unchangedSince is null && cursor.TryWord("X-GM-LABELS"))
            return StoreLabels(cursor, messages, action);
        if (!cursor.TryWord("FLAGS"))
            throw cursor.Error("FLAGS");
        var silent = cursor.TryWord(".SILENT");
        cursor.Space();
        var flags = cursor.Peek == '(' ? cursor.FlagList() : BareFlags(cursor);
        cursor.End();
        return new StoreCommand(cursor.Tag, ByUid(cursor), messages, action, silent, flags, unchangedSince);
    }

    private static StoreLabelsCommand StoreLabels(ParseCursor cursor, Numbers.SequenceSet messages, StoreAction action)
    {
        var silent = cursor.TryWord(".SILENT");
        cursor.Space();
        var labels = cursor.Peek == '(' ? cursor.List(() => Label(cursor), mayBeEmpty: true) : [Label(cursor)];
        cursor.End();
        return new StoreLabelsCommand(cursor.Tag, ByUid(cursor), messages, action, silent, labels);
    }

    /// <summary>A label: a mailbox name, or a system label such as <c>\Inbox</c>, quoted or not.</summary>
    private static string Label(ParseCursor cursor) => cursor.TryTake('\\') ? $"\\{cursor.Atom("a label")}" : cursor.MailboxText();

    public static ImapCommand Copy(ParseCursor cursor)
    {
        cursor.Space();
        var messages = cursor.SequenceSet();
        cursor.Space();
        var to = cursor.Mailbox();
        cursor.End();
        return new CopyCommand(cursor.Tag, ByUid(cursor), cursor.Name.EndsWith("MOVE", StringComparison.Ordinal), messages, to);
    }

    public static ImapCommand UidExpunge(ParseCursor cursor)
    {
        cursor.Space();
        var messages = cursor.SequenceSet("a UID set");
        cursor.End();
        return new UidExpungeCommand(cursor.Tag, messages);
    }

    private static bool ByUid(ParseCursor cursor) => cursor.Name.StartsWith("UID ", StringComparison.Ordinal);

    private static Numbers.ModSeq UnchangedSince(ParseCursor cursor)
    {
        if (!cursor.TryWord("UNCHANGEDSINCE"))
            throw cursor.Error("UNCHANGEDSINCE");
        cursor.Space();
        return cursor.ModSeq(zeroAllowed: true);
    }

    private static FlagSet BareFlags(ParseCursor cursor)
    {
        var names = new List<string>();
        do
            names.Add(cursor.Flag());
        while (cursor.TryTake(' '));
        return FlagSet.Of(names);
    }
}
