using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ImapLab.Fuzz.Tests.Running;
using ImapLab.Protocol.Mail;

namespace ImapLab.Fuzz.Tests.Checks;

/// <summary>A second session of the same account, which does nothing wrong and must not notice that the first one does.</summary>
internal sealed partial class Bystander
{
    private readonly FuzzServer _server;
    private readonly FuzzClient _client;

    public Bystander(FuzzServer server)
    {
        _server = server;
        _client = new FuzzClient(server);
        _client.Begin(Start.Selected);
    }

    /// <summary>What it sees is what there is.</summary>
    public void Check()
    {
        if (!_client.IsOpen)
            throw new Finding("The bystander was disconnected.");
        var news = _client.Say("z1 NOOP\r\n"u8);
        if (!news.EndsWith("z1 OK NOOP completed\r\n", StringComparison.Ordinal))
            throw new Finding($"The bystander was answered: {news}");
        var seen = _client.Say("z2 UID FETCH 1:* (FLAGS RFC822.SIZE)\r\n"u8);
        // Who owns a mailbox may take away its own right to read it (RFC 4314 section 4).
        if (seen.Contains("z2 NO [NOPERM]", StringComparison.Ordinal))
            return;
        var expected = string.Join('\n', _server.Inbox.Messages.Select(message => string.Create(CultureInfo.InvariantCulture, $"{message.Uid.Value} {message.Flags.Has(SystemFlags.Seen)}")));
        var actual = string.Join('\n', Row().Matches(seen).Select(row => (Uid: uint.Parse(Uid().Match(row.Value).Groups[1].Value, CultureInfo.InvariantCulture), row.Value))
            .OrderBy(row => row.Uid).Select(row => $"{row.Uid} {row.Value.Contains("\\Seen", StringComparison.Ordinal)}"));
        if (actual != expected)
            throw new Finding($"The bystander saw\n{actual}\nwhere there is\n{expected}\nin {seen}");
    }

    [GeneratedRegex(@"\* \d+ FETCH \([^\r]*")]
    private static partial Regex Row();

    [GeneratedRegex(@"UID (\d+)")]
    private static partial Regex Uid();
}
