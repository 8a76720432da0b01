using ImapLab.Profiles.Yaml;

namespace ImapLab.Cli.Tracking;

/// <summary>The accounts that one process follows, from a YAML file. Relative paths start at the file's own folder.</summary>
internal static class AccountsFile
{
    /// <summary>Connections are an account's each; beyond this, more processes are the better plan.</summary>
    private const int Most = 1000;

    /// <exception cref="BadInputException">It cannot be read, or is not what it should be; all that is wrong is told with its place.</exception>
    public static IReadOnlyList<TrackedAccount> Read(string file)
    {
        var errors = new YamlErrors();
        try
        {
            var accounts = YamlFile.Load(file, errors)?.Map("an accounts file", "state", "defaults", "accounts") is { } root ? Read(root, Path.GetDirectoryName(Path.GetFullPath(file))!) : [];
            errors.ThrowIfAny();
            return accounts;
        }
        catch (YamlFileException wrong)
        {
            throw new BadInputException(wrong.Message, wrong);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--accounts {file}: {unreadable.Message}", unreadable);
        }
    }

    private static List<TrackedAccount> Read(YamlMap root, string folder)
    {
        var states = root.Optional("state")?.Text("a folder for the state files") is { } name ? Path.Combine(folder, name) : null;
        var defaults = root.Optional("defaults")?.Map("defaults", AccountSettings.SharedKeys);
        var accounts = new List<TrackedAccount>();
        var nodes = root.Required("accounts", "a list of accounts")?.Items("a list of accounts") ?? [];
        if (root.Optional("accounts") is { } list && nodes.Count is 0 or > Most)
            list.Reject($"a list of 1 to {Most} accounts");
        foreach (var node in nodes.Take(Most))
        {
            if (node.Map("an account", AccountSettings.OwnKeys) is not { } own || new AccountSettings(own, defaults, folder).Read(states) is not { } account)
                continue;
            if (accounts.Exists(other => other.Name == account.Name))
                root.Errors.Add(own.Place, $"expected each account once, found \"{account.Name}\" again; two on different servers need a name each (account: …)");
            else if (account.State is { } state && accounts.Exists(other => other.State == state))
                root.Errors.Add(own.Place, $"expected a state file for each account, found \"{state}\" again");
            else
                accounts.Add(account);
        }

        return accounts;
    }
}
