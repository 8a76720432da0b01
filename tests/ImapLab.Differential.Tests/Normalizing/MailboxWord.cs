using System.Text.RegularExpressions;
using ImapLab.Differential.Tests.Sequences;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>A mailbox's name as replies and commands spell it, in one spelling.</summary>
internal static partial class MailboxWord
{
    public static string Of(Node node) => Of(node is Node.Text text ? text.Value : node.ToString());

    /// <summary>The mailbox that a command names first; empty where that is hard to see.</summary>
    public static string Of(SayStep step)
    {
        var words = step.Text.Split(' ', 4);
        return words.Length > 2 ? Of(Announced().Replace(words[2], "").Trim('"')) : "";
    }

    /// <summary>What announces a literal.</summary>
    [GeneratedRegex(@"^\{\d+\+?\}\r\n")]
    private static partial Regex Announced();

    private static string Of(string name) => name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : name;
}
