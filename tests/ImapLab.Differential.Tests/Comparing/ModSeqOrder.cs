namespace ImapLab.Differential.Tests.Comparing;

/// <summary>
/// Holds each side's mod-sequences of a mailbox against the other's: where one side's grew, the other's must not have shrunk. A server may give all
/// changes of one command the same number, or each its own (RFC 7162 section 3.1).
/// </summary>
internal sealed class ModSeqOrder
{
    private readonly Dictionary<string, List<(ulong Fake, ulong Real, int Step, bool Highest)>> _seen = new(StringComparer.Ordinal);

    /// <param name="highest">It is the mailbox's highest one: it grows when and only when the other side's does.</param>
    /// <param name="step">In which step it was told: the changes of one command have an order of the server's own.</param>
    /// <returns>What is wrong; null where all is well.</returns>
    public string? Add(string mailbox, ulong fake, ulong real, int step, bool highest)
    {
        if (!_seen.TryGetValue(mailbox, out var seen))
            _seen.Add(mailbox, seen = []);
        if (seen.Exists(before => before.Fake == fake && before.Real == real && before.Highest == highest))
            return null;
        foreach (var before in seen.Where(before => before.Step != step))
        {
            var (here, there) = (Math.Sign(fake.CompareTo(before.Fake)), Math.Sign(real.CompareTo(before.Real)));
            if (highest && before.Highest && here != there)
                return $"the highest mod-sequence of {mailbox} grows on one side: {before.Fake} then {fake} here, {before.Real} then {real} there";
            if (here * there < 0)
                return $"mod-sequences of {mailbox} cross: {before.Fake} then {fake} here, {before.Real} then {real} there";
        }

        seen.Add((fake, real, step, highest));
        return null;
    }

    /// <summary>A new epoch has mod-sequences of its own.</summary>
    public void Forget(string mailbox) => _seen.Remove(mailbox);
}
