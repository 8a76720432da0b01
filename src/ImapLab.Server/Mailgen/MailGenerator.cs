using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Runtime;
using MimeKit;
using MimeKit.Utils;

namespace ImapLab.Server.Mailgen;

/// <summary>
/// Mail without end: message <c>n</c> of a seed has the same bytes on every machine and in every run, and is made when it is
/// asked for, so a mailbox of a million costs nothing. Kinds, sizes and dates vary; about a third of the messages answer an earlier one,
/// with its Message-Id in References (RFC 5322 section 3.6.4). Line ends are CRLF.
/// </summary>
public sealed class MailGenerator(ulong seed)
{
    /// <summary>References of a long thread: the first, and the last ones, as RFC 5537 section 3.4.4 advises.</summary>
    private const int LongestReferences = 8;

    /// <summary>How many messages are kept; a few hundred kilobytes.</summary>
    private const int MostRecent = 128;

    private static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos };

    private readonly Made?[] _recent = new Made?[MostRecent];

    /// <summary>The exact size in bytes of a message without overrides, without making it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative; so for all that take one.</exception>
    public int SizeOf(int index) => Facts(index).Size;

    public MailKind KindOf(int index) => Facts(index).Kind;

    /// <summary>The moment in the Date field; a delivery could have it as INTERNALDATE.</summary>
    public DateTimeOffset DateOf(int index) => Facts(index).Date;

    /// <summary>The message that this one answers, or null.</summary>
    public int? ParentOf(int index) => Facts(index).Parent;

    /// <summary>The Message-Id without its angle brackets.</summary>
    public string MessageIdOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return FormattableString.Invariant($"{seed:x}.{index}@example.test");
    }

    /// <summary>The message as a mailbox holds it: bytes when asked for, the size at once.</summary>
    public IMessageContent Content(int index) => new GeneratedContent(this, index);

    /// <summary>The bytes of a message.</summary>
    /// <exception cref="ArgumentException">An address, a Message-Id or the subject of the overrides is none: it says which.</exception>
    public ReadOnlyMemory<byte> Generate(int index, MailOverrides? overrides = null)
    {
        overrides ??= MailOverrides.None;
        var facts = Facts(index);
        var kind = overrides.Kind ?? facts.Kind;
        var words = new MailWords(facts.Seed, kind == MailKind.International);
        var message = new MimeMessage
        {
            Subject = NoLineEnd(overrides.Subject, nameof(overrides.Subject)) ?? SubjectOf(index, kind),
            Date = overrides.Date ?? facts.Date,
            MessageId = Id(overrides.MessageId, nameof(overrides.MessageId)) ?? MessageIdOf(index),
        };
        message.From.AddRange(Addresses(overrides.From, nameof(overrides.From)) ?? [words.Person()]);
        message.To.AddRange(Addresses(overrides.To, nameof(overrides.To)) ?? [words.Person()]);
        Answer(message, overrides.References ?? References(index));
        message.Body = new MailComposer(words, FormattableString.Invariant($"{seed:x}.{index}")).Body(kind);
        return Filled(message, overrides.Size ?? facts.Size, new LabRandom(seed).Stream("filler/", index));
    }

    /// <summary>The envelope of a message without overrides, where it is known without the message being made; else null.</summary>
    private Envelope? EnvelopeOf(int index)
    {
        var facts = Facts(index);
        var words = new MailWords(facts.Seed, facts.Kind == MailKind.International);
        // Drawn in the order in which Generate draws them.
        var (from, to) = (words.Person(), words.Person());
        return PlainEnvelope.Of(SubjectOf(index, facts.Kind), facts.Date, MessageIdOf(index), from, to, facts.Parent is { } parent ? MessageIdOf(parent) : null);
    }

    private MailFacts Facts(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return MailFacts.Draw(seed, index);
    }

    /// <summary>A thread keeps the subject of its first message.</summary>
    private string SubjectOf(int index, MailKind kind)
    {
        var first = FirstOfThread(index);
        if (first != index)
            kind = Facts(first).Kind;
        var subject = new MailWords(Facts(first).Seed, kind == MailKind.International).Subject();
        return first == index ? subject : "Re: " + subject;
    }

    private int FirstOfThread(int index)
    {
        while (Facts(index).Parent is { } parent)
            index = parent;
        return index;
    }

    private List<string> References(int index)
    {
        var references = new List<string>();
        for (var parent = Facts(index).Parent; parent is { } one; parent = Facts(one).Parent)
            references.Insert(0, MessageIdOf(one));
        if (references.Count > LongestReferences)
            references.RemoveRange(1, references.Count - LongestReferences);
        return references;
    }

    private static void Answer(MimeMessage message, IReadOnlyList<string> references)
    {
        if (references.Count == 0)
            return;
        foreach (var reference in references)
            message.References.Add(Id(reference, nameof(MailOverrides.References))!);
        message.InReplyTo = references[^1];
    }

    /// <summary>The message with so much text at its mark that it has the size, or with none where it is larger already.</summary>
    private static byte[] Filled(MimeMessage message, int size, RandomStream random)
    {
        var stream = new MemoryStream();
        message.WriteTo(Format, stream);
        var written = stream.GetBuffer().AsSpan(0, (int)stream.Length);
        var body = written.IndexOf("\r\n\r\n"u8);
        var mark = System.Text.Encoding.ASCII.GetBytes(MailComposer.FillerMark);
        var at = body + written[body..].IndexOf(mark);
        var after = written[(at + mark.Length)..];

        var filled = new byte[Math.Max(size, at + after.Length)];
        written[..at].CopyTo(filled);
        Filler.Fill(filled.AsSpan(at, filled.Length - at - after.Length), random);
        after.CopyTo(filled.AsSpan(filled.Length - after.Length));
        return filled;
    }

    private static string? NoLineEnd(string? text, string what) => text is null || text.AsSpan().IndexOfAny('\r', '\n', '\0') < 0
        ? text
        : throw new ArgumentException($"{what} has no line ends.", what);

    private static InternetAddressList? Addresses(string? text, string what) => text is null
        ? null
        : InternetAddressList.TryParse(text, out var addresses)
            ? addresses
            : throw new ArgumentException($"{what} is not a list of addresses: {text}", what);

    private static string? Id(string? text, string what) => text is null
        ? null
        : MimeUtils.EnumerateReferences($"<{text}>").SequenceEqual([text])
            ? text
            : throw new ArgumentException($"{what} is not a Message-Id without brackets: {text}", what);

    /// <summary>
    /// The bytes of a message, kept for a while: a client that asks for a message mostly asks more than once. A place is written whole or not
    /// at all, so accounts on several threads may share a generator.
    /// </summary>
    private ReadOnlyMemory<byte> Recent(int index)
    {
        ref var place = ref _recent[index % _recent.Length];
        if (place is { } kept && kept.Index == index)
            return kept.Bytes;
        var made = new Made(index, Generate(index));
        place = made;
        return made.Bytes;
    }

    private sealed record Made(int Index, ReadOnlyMemory<byte> Bytes);

    /// <summary>Equal where it is of the same message, however often it is made.</summary>
    private sealed record GeneratedContent(MailGenerator Generator, int Index) : IMessageContent
    {
        public ReadOnlyMemory<byte> Bytes => Generator.Recent(Index);

        public uint Size => (uint)Generator.SizeOf(Index);

        public string? FirstOfThread => Generator.MessageIdOf(Generator.FirstOfThread(Index));

        public Envelope? Envelope => Generator.EnvelopeOf(Index);
    }
}
