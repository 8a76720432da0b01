using ImapLab.Protocol.Commands;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    /// <summary>GETACL and MYRIGHTS.</summary>
    public static ImapCommand Access(ParseCursor cursor) => Access(cursor, arguments: 0);

    /// <summary>DELETEACL and LISTRIGHTS.</summary>
    public static ImapCommand AccessOf(ParseCursor cursor) => Access(cursor, arguments: 1);

    public static ImapCommand SetAccess(ParseCursor cursor) => Access(cursor, arguments: 2);

    private static AccessCommand Access(ParseCursor cursor, int arguments)
    {
        cursor.Space();
        var given = cursor.MailboxText();
        var mailbox = cursor.Mailbox(given);
        var identifier = arguments > 0 ? Argument(cursor, "an identifier") : "";
        var rights = arguments > 1 ? Argument(cursor, "rights") : "";
        cursor.End();
        return new AccessCommand(cursor.Tag, cursor.Name, mailbox, given, identifier, rights);
    }

    private static string Argument(ParseCursor cursor, string what)
    {
        cursor.Space();
        return cursor.AString(what);
    }
}
