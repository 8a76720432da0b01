using System.Globalization;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Tests.Mail;

[TestFixture]
internal sealed class NfcTests
{
    [Test]
    public void Texts_are_normalised_as_another_program_does_it()
    {
        var cases = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Mail", "nfc-cases.txt")).Where(line => !line.StartsWith('#')).Select(line => line.Split(';')).ToList();

        Assert.That(cases, Has.Count.GreaterThan(3000));
        Assert.Multiple(() =>
        {
            foreach (var pair in cases)
                Assert.That(Codes(Nfc.Of(Text(pair[0]))), Is.EqualTo(pair[1]), pair[0]);
        });
    }

    [Test]
    public void What_is_normal_stays_as_it_is()
    {
        foreach (var text in new[] { "", "INBOX", "Entwürfe", "Ĳ ǈ ɏ", "日本語", "한국어" })
            Assert.That(Nfc.Of(text), Is.EqualTo(text));
    }

    private static string Text(string codes) =>
        string.Concat(codes.Split(' ').Select(code => char.ConvertFromUtf32(int.Parse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))));

    private static string Codes(string text) => string.Join(' ', text.EnumerateRunes().Select(rune => rune.Value.ToString("X4", CultureInfo.InvariantCulture)));
}
