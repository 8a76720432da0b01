using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>
/// Dovecot gives a multipart within a multipart the line end after its closing delimiter, which RFC 2046 section 5.1.1 gives to the delimiter that follows
/// (tests/ImapLab.Server.Tests/Mime/CorpusTests.cs).
/// </summary>
internal sealed class ClosedMultipartRule : INormalRule
{
    private const string Closed = "--\r\n";

    public string Name => "line end after a closed multipart";

    public string Reason => "Dovecot gives a multipart within a multipart the line end after its closing delimiter, which RFC 2046 section 5.1.1 gives to the delimiter that follows.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        [.. replies.Select(reply => reply.Word == "FETCH" ? reply.Map(node => node is Node.Text { Value: var text } && text.EndsWith(Closed, StringComparison.Ordinal) ? new Node.Text(text[..^2]) : node) : reply)];
}
