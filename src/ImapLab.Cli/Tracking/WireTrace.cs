using MailKit;

namespace ImapLab.Cli.Tracking;

/// <summary>The conversation with a server in a file, one connection after the other, without the secrets.</summary>
internal sealed class WireTrace : IDisposable
{
    private readonly FileStream _file;

    private WireTrace(FileStream file) => _file = file;

    /// <summary>Opens a trace, or returns null where no file is named.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static WireTrace? Open(string? path)
    {
        if (path is null)
            return null;
        try
        {
            return new WireTrace(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read));
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--trace {path}: {unwritable.Message}", unwritable);
        }
    }

    public IProtocolLogger NewLogger() => new ProtocolLogger(_file, leaveOpen: true) { RedactSecrets = true };

    public void Dispose() => _file.Dispose();
}
