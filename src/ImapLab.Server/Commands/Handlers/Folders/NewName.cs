using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>What a text must be to be a mailbox's name.</summary>
internal static class NewName
{
    /// <summary>Why no mailbox can have a text for its name; null where one can.</summary>
    public static string? Impossible(string text, ServerPlan plan)
    {
        var delimiter = plan.Delimiter;
        if (text.Length == 0)
            return "Mailbox name is empty";
        if (text[0] == delimiter)
            return "Mailbox name begins with the hierarchy delimiter";
        if (text[^1] == delimiter)
            return "Mailbox name ends with the hierarchy delimiter";
        return text.Contains($"{delimiter}{delimiter}", StringComparison.Ordinal) ? "Mailbox name has an empty level" : Forbidden(text, plan.Semantics.Folders);
    }

    /// <summary>Why a mailbox cannot be given a name; null where it can.</summary>
    public static string? Refused(string text, ServerPlan plan) => Impossible(text, plan) ?? Unprintable(text) ?? TooLarge(text, plan) ?? Misplaced(text, plan);

    /// <summary>Control characters are refused as RFC 9051 section 5.1 allows; those that break lines too (RFC 6855 section 3).</summary>
    private static string? Unprintable(string text) => text.Any(character => char.IsControl(character) || character is '\u2028' or '\u2029')
        ? "Control characters not allowed in new mailbox names"
        : null;

    private static string? Forbidden(string text, FolderSemantics semantics)
    {
        if (text.AsSpan().IndexOfAny(semantics.ForbiddenCharacters) is >= 0 and var at)
            return $"Mailbox name must not have '{text[at]}'";
        return semantics.ForbiddenBeginnings.Contains(text[0], StringComparison.Ordinal) ? $"Mailbox name must not begin with '{text[0]}'" : null;
    }

    private static string? TooLarge(string text, ServerPlan plan)
    {
        var limits = plan.Limits;
        if (text.Length > limits.MailboxName)
            return $"Mailbox name of {text.Length} characters is longer than {limits.MailboxName}";
        var levels = text.Split(plan.Delimiter);
        if (levels.Length > limits.MailboxLevels)
            return $"Mailbox name of {levels.Length} levels has more than {limits.MailboxLevels}";
        return levels.Any(level => level.Length > limits.MailboxLevel) ? $"A level of the mailbox name is longer than {limits.MailboxLevel}" : null;
    }

    /// <summary>Where the personal namespace has a prefix, what does not begin with it is in nobody's (RFC 2342 section 5).</summary>
    private static string? Misplaced(string text, ServerPlan plan)
    {
        var prefixes = plan.Namespaces.Select(one => one.Prefix).ToList();
        return prefixes.Exists(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ? null : $"Mailbox name must begin with \"{prefixes[0]}\"";
    }
}
