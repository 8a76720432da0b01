using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mailboxes;

/// <summary>What somebody may do with a mailbox (RFC 4314 section 2.1).</summary>
[Flags]
public enum MailboxRights
{
    None = 0,

    /// <summary><c>l</c>: it is listed.</summary>
    Lookup = 1,

    /// <summary><c>r</c>: to open it and ask for its status.</summary>
    Read = 1 << 1,

    /// <summary><c>s</c>: to change \Seen.</summary>
    Seen = 1 << 2,

    /// <summary><c>w</c>: to change flags other than \Seen and \Deleted.</summary>
    Write = 1 << 3,

    /// <summary><c>i</c>: to put messages into it.</summary>
    Insert = 1 << 4,

    /// <summary><c>p</c>: to send mail to it. IMAP enforces nothing of it.</summary>
    Post = 1 << 5,

    /// <summary><c>k</c>: to make mailboxes below it.</summary>
    Create = 1 << 6,

    /// <summary><c>x</c>: to delete it.</summary>
    Remove = 1 << 7,

    /// <summary><c>t</c>: to change \Deleted.</summary>
    Mark = 1 << 8,

    /// <summary><c>e</c>: to expunge.</summary>
    Expunge = 1 << 9,

    /// <summary><c>a</c>: to change who may do what.</summary>
    Administer = 1 << 10,

    /// <summary><c>n</c>: to write annotations of messages (RFC 5257). No command here needs it: it is kept and told.</summary>
    Annotate = 1 << 11,

    /// <summary>Any of these opens it for writing (RFC 4314 section 5.2).</summary>
    AnyWrite = Seen | Write | Insert | Mark | Expunge,

    All = (1 << 12) - 1,
}

/// <summary>How rights are written, and what they let a client change.</summary>
public static class RightsText
{
    private const string Letters = "lrswipkxtean";

    /// <summary>What RFC 4314 added to the rights of RFC 2086.</summary>
    private const string Added = "kxte";

    /// <summary>Whether letters can be what RIGHTS= names: rights that are served, all those that it must name, and none of RFC 2086 (RFC 4314 section 7, new-rights).</summary>
    public static bool CanBeAdvertised(string letters)
    {
        ArgumentNullException.ThrowIfNull(letters);
        return Added.All(letters.Contains) && letters.All(letter => Added.Contains(letter, StringComparison.Ordinal) || letter == LetterOf(MailboxRights.Annotate))
            && letters.Distinct().Count() == letters.Length;
    }

    /// <summary>The rights of a server that has those which RIGHTS= names.</summary>
    /// <param name="advertised">Its value; null where it is not advertised.</param>
    public static MailboxRights Served(string? advertised) =>
        advertised?.Contains(LetterOf(MailboxRights.Annotate), StringComparison.Ordinal) == true ? MailboxRights.All : MailboxRights.All & ~MailboxRights.Annotate;

    /// <summary>The rights that letters name; <c>c</c> and <c>d</c> are those of RFC 2086 (RFC 4314 section 2.1.1).</summary>
    /// <param name="served">The rights that there are.</param>
    /// <returns>Null where one of them names none; that one is in <paramref name="unknown"/>.</returns>
    public static MailboxRights? Parse(string letters, MailboxRights served, out char unknown)
    {
        ArgumentNullException.ThrowIfNull(letters);
        var rights = MailboxRights.None;
        unknown = '\0';
        foreach (var letter in letters)
        {
            var one = letter switch
            {
                'c' => MailboxRights.Create | MailboxRights.Remove,
                'd' => MailboxRights.Mark | MailboxRights.Expunge,
                _ => Letters.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? (MailboxRights)(1 << at) : MailboxRights.None,
            };
            if ((one & served) == MailboxRights.None)
            {
                unknown = letter;
                return null;
            }

            rights |= one;
        }

        return rights;
    }

    /// <summary>The letters of rights, with <c>c</c> and <c>d</c> for clients that know no newer ones.</summary>
    public static string Of(MailboxRights rights) => string.Concat(LettersOf(rights));

    public static IEnumerable<char> LettersOf(MailboxRights rights)
    {
        for (var at = 0; at < Letters.Length; at++)
        {
            if ((rights & (MailboxRights)(1 << at)) != 0)
                yield return Letters[at];
        }

        if ((rights & (MailboxRights.Create | MailboxRights.Remove)) != 0)
            yield return 'c';
        if ((rights & (MailboxRights.Mark | MailboxRights.Expunge)) != 0)
            yield return 'd';
    }

    private static char LetterOf(MailboxRights right) => LettersOf(right).First();

    /// <summary>The rights of which one lets a client change any of some flags.</summary>
    public static MailboxRights ToChange(FlagSet flags)
    {
        var rights = flags.Has(SystemFlags.Seen) ? MailboxRights.Seen : MailboxRights.None;
        if (flags.Has(SystemFlags.Deleted))
            rights |= MailboxRights.Mark;
        return flags.Without(SystemFlags.Seen | SystemFlags.Deleted).IsEmpty ? rights : rights | MailboxRights.Write;
    }

    /// <summary>The flags that come of a change of which rights allow only a part (RFC 4314 section 4).</summary>
    public static FlagSet Settle(this MailboxRights rights, FlagSet before, FlagSet after)
    {
        if ((rights & (MailboxRights.Seen | MailboxRights.Mark | MailboxRights.Write)) == (MailboxRights.Seen | MailboxRights.Mark | MailboxRights.Write))
            return after;
        var others = rights.HasFlag(MailboxRights.Write) ? after : before;
        var settled = others.Without(SystemFlags.Seen | SystemFlags.Deleted);
        if ((rights.HasFlag(MailboxRights.Seen) ? after : before).Has(SystemFlags.Seen))
            settled = settled.With(SystemFlags.Seen);
        return (rights.HasFlag(MailboxRights.Mark) ? after : before).Has(SystemFlags.Deleted) ? settled.With(SystemFlags.Deleted) : settled;
    }
}
