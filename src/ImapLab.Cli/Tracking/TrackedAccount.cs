using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Cli.Tracking;

/// <summary>An account that <c>imaplab track</c> follows.</summary>
/// <param name="Server">How it is reached.</param>
/// <param name="Options">How it is followed.</param>
/// <param name="State">The file that remembers what was told; null for none.</param>
/// <param name="Origin">What errors call the place that named the file.</param>
internal sealed record TrackedAccount(MailKitOptions Server, TrackerOptions Options, string? State, string Origin)
{
    public string Name => Options.Account;

    /// <exception cref="BadInputException">The state file cannot be used, or is another account's.</exception>
    public ITrackerStore OpenStore()
    {
        if (State is null)
        {
            Console.Error.WriteLine($"imaplab: without --state, nothing is remembered of {Name} when this ends.");
            return new MemoryTrackerStore();
        }

        try
        {
            if (Path.GetDirectoryName(State) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            return SqliteTrackerStore.Open(State);
        }
        catch (Exception unusable) when (unusable is StateFileException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{Origin}: {unusable.Message}", unusable);
        }
    }
}
