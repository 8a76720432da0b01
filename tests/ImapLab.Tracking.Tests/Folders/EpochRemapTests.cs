using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Folders;

/// <summary>Messages are written as letters: the same letter is the same identity; <c>?</c> has no Message-ID; <c>-</c> has nothing.</summary>
[TestFixture]
internal sealed class EpochRemapTests
{
    [TestCase("abc", "abc", "", "")]
    [TestCase("abc", "cab", "", "", Description = "in another order")]
    [TestCase("abc", "ac", "2", "")]
    [TestCase("abc", "abcd", "", "4")]
    [TestCase("abc", "", "1,2,3", "")]
    [TestCase("", "ab", "", "1,2")]
    [TestCase("aab", "aab", "", "", Description = "as many twins on both sides are the same ones")]
    [TestCase("aab", "ab", "", "", Description = "which of the twins went is nobody's guess")]
    [TestCase("aab", "b", "1,2", "", Description = "both twins went")]
    [TestCase("ab?", "ab?", "", "")]
    [TestCase("ab-", "abc", "", "", Description = "c may be the one of which nothing was known")]
    [TestCase("ab", "ab-", "", "3", Description = "nothing old is left that it could be")]
    [TestCase("a?", "ac", "2", "2", Description = "c was neither of them: another size")]
    public void Only_what_is_certain_is_told(string before, string after, string gone, string came)
    {
        var remap = EpochRemap.Compare(Messages(before), Messages(after));

        Assert.That(string.Join(',', remap.Gone), Is.EqualTo(gone));
        Assert.That(string.Join(',', remap.Came), Is.EqualTo(came));
    }

    private static List<KnownMessage> Messages(string letters) =>
        [.. letters.Select((letter, at) => new KnownMessage(new Uid((uint)at + 1), letter switch
        {
            '-' => null,
            '?' => new MessageIdentity(null, 1, DateTimeOffset.UnixEpoch, null),
            _ => new MessageIdentity($"<{letter}@x>", letter, DateTimeOffset.UnixEpoch, null),
        }))];
}
