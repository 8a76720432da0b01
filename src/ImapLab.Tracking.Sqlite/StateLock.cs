namespace ImapLab.Tracking.Sqlite;

/// <summary>
/// One owner a state file: a second tracker would tell the same history twice. The lock is on an empty file beside the
/// state, not on the state itself, so that the history can be read while the tracker runs; the system lets go of it
/// when the process dies, however it dies.
/// </summary>
internal sealed class StateLock : IDisposable
{
    private readonly FileStream _file;

    private StateLock(FileStream file) => _file = file;

    /// <exception cref="StateFileException">Another one holds it, or it cannot be made.</exception>
    public static StateLock Take(string path)
    {
        try
        {
            return new StateLock(new FileStream(path + "-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (File.Exists(path + "-lock"))
        {
            throw new StateFileException($"\"{path}\" is in use by another tracker.", held);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new StateFileException($"\"{path}\" cannot be opened: {denied.Message}", denied);
        }
    }

    public void Dispose() => _file.Dispose();
}
