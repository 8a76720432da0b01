using Bogus;
using Bogus.DataSets;
using MimeKit;

namespace ImapLab.Server.Mailgen;

/// <summary>Names and sentences from Bogus, drawn with a randomizer of our own: Bogus's global one is shared by the process.</summary>
internal sealed class MailWords
{
    private static readonly string[] Hosts = ["example.test", "mail.example.test", "post.example.test"];

    /// <summary>Those of Bogus's languages whose sentences are their own; in most others they are Latin.</summary>
    private static readonly string[] Tongues = ["ar", "fa", "ja", "ko", "lv", "ru", "vi"];

    private readonly Randomizer _random;
    private readonly Lorem _lorem;
    private readonly Name _names;
    private readonly Name _latinNames;

    /// <summary>The words of one message.</summary>
    /// <param name="seed">Decides all that is drawn.</param>
    /// <param name="international">Names and sentences beyond ASCII.</param>
    public MailWords(int seed, bool international)
    {
        _random = new Randomizer(seed);
        var tongue = international ? Tongues[_random.Number(Tongues.Length - 1)] : "en";
        _lorem = new Lorem(tongue) { Random = _random };
        _names = new Name(tongue) { Random = _random };
        _latinNames = new Name("en") { Random = _random };
    }

    public MailboxAddress Person()
    {
        var mailbox = $"{_latinNames.FirstName()}.{_latinNames.LastName()}";
        mailbox = string.Concat(mailbox.Where(character => char.IsAsciiLetter(character) || character == '.')).ToLowerInvariant();
        return new MailboxAddress($"{_names.FirstName()} {_names.LastName()}", $"{mailbox}@{Hosts[_random.Number(Hosts.Length - 1)]}");
    }

    public string Subject() => _lorem.Sentence(3, 4).TrimEnd('.');

    public string Sentence() => _lorem.Sentence(5, 5);

    public byte[] File(int least, int most) => _random.Bytes(_random.Number(least, most));
}
