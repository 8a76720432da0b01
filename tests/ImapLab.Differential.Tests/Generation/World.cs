using System.Globalization;

namespace ImapLab.Differential.Tests.Generation;

/// <summary>
/// What a generator believes the account to be like, so that most of what it draws means something. It is no second server: where it errs, a command is
/// less likely to do something, and nothing else.
/// </summary>
internal sealed class World
{
    public Dictionary<string, MailboxModel> Mailboxes { get; } = new(StringComparer.Ordinal);

    public List<SessionModel> Sessions { get; } = [];

    public MailboxModel? Find(string name) => Mailboxes.GetValueOrDefault(name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : name);
}

internal sealed class MailboxModel
{
    public List<uint> Uids { get; } = [];

    public HashSet<uint> Deleted { get; } = [];

    public uint UidNext { get; private set; } = 1;

    public void Add(int messages, bool deleted = false)
    {
        for (; messages > 0; messages--)
        {
            if (deleted)
                Deleted.Add(UidNext);
            Uids.Add(UidNext++);
        }
    }

    public void Expunge()
    {
        Uids.RemoveAll(Deleted.Contains);
        Deleted.Clear();
    }
}

internal sealed class SessionModel(int number)
{
    public int Number { get; } = number;

    public bool LoggedIn { get; set; }

    public string? Selected { get; set; }

    public bool ReadOnly { get; set; }

    public bool Idle { get; set; }

    public bool KnowsQresync { get; set; }

    public int Commands { get; set; }

    /// <summary>The tag of its next command.</summary>
    public string NextTag => $"{(char)('a' + Number - 1)}{(Commands + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The tags of searches that are kept up to date.</summary>
    public List<string> Updates { get; } = [];
}
