using System.Globalization;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>A date that a server takes from its clock is a little different on each side: one of these minutes is <c>now</c>.</summary>
internal sealed class ClockRule : INormalRule
{
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(5);
    private static readonly string[] Items = ["INTERNALDATE", "SAVEDATE"];

    public string Name => "clock";

    public string Reason => "A date that a server takes from its clock, not five minutes old, is now.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        [.. replies.Select(reply => reply.Word == "FETCH" ? reply.Map(Hide) : reply)];

    private static Node Hide(Node node) => node is Node.List list
        ? new Node.List([.. list.Items.Select((item, at) => at > 0 && Items.Any(list.Items[at - 1].IsAtom) && IsNow(item) ? new Node.Atom("now") : item)])
        : node;

    private static bool IsNow(Node node) =>
        node is Node.Text text
        && DateTimeOffset.TryParseExact(text.Value.Trim(), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && (date - TimeProvider.System.GetUtcNow()).Duration() < Near;
}
