namespace ImapLab.Scenarios.Reports;

/// <summary>Writes a file whole or not at all: whoever reads it never finds half of it.</summary>
public static class WholeFile
{
    /// <exception cref="IOException">It cannot be written; what was there before is there still.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        // In the same folder, because only within one file system a rename is one act.
        var draft = $"{Path.GetFullPath(path)}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
