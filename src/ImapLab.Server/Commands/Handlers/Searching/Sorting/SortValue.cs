using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Commands.Handlers.Searching.Sorting;

/// <summary>What one key looks at in a message: a number, or a text in UTF-8, whose octets compare as i;unicode-casemap has it (RFC 5051).</summary>
internal readonly record struct SortValue(long Number, byte[]? Text) : IComparable<SortValue>
{
    public static SortValue Of(SortBy by, Candidate candidate) => by switch
    {
        SortBy.Arrival => new SortValue(candidate.Arrived, null),
        SortBy.Date => new SortValue(candidate.Sent, null),
        SortBy.Size => new SortValue(candidate.Size, null),
        SortBy.Subject => Of(candidate.Text.BaseSubject.Text),
        SortBy.From => Folded(Mailbox(candidate.Text.Addresses("From"))),
        SortBy.To => Folded(Mailbox(candidate.Text.Addresses("To"))),
        SortBy.Cc => Folded(Mailbox(candidate.Text.Addresses("Cc"))),
        SortBy.DisplayFrom => Folded(Display(candidate.Text.Addresses("From"))),
        _ => Folded(Display(candidate.Text.Addresses("To"))),
    };

    /// <returns>-1, 0 or 1.</returns>
    public int CompareTo(SortValue other) => Math.Sign(Text is null ? Number.CompareTo(other.Number) : Text.AsSpan().SequenceCompareTo(other.Text));

    private static SortValue Folded(string text) => Of(UnicodeCasemap.Map(text));

    private static SortValue Of(string text) => new(0, Encoding.UTF8.GetBytes(text));

    /// <summary>The addr-mailbox of the first address (RFC 5256 section 3).</summary>
    private static string Mailbox(IReadOnlyList<Address> addresses) => addresses.Count == 0 ? "" : Read(addresses[0].Mailbox);

    /// <summary>What a reader sees of the first address (RFC 5957 section 3).</summary>
    private static string Display(IReadOnlyList<Address> addresses)
    {
        if (addresses.Count == 0)
            return "";
        var first = addresses[0];
        var name = first.Name is null ? "" : EncodedWords.Decode(Encoding.Latin1.GetBytes(first.Name));
        return name.Length > 0 ? name : first is { Mailbox: { } mailbox, Host: { } host } ? $"{Read(mailbox)}@{Read(host)}" : Read(first.Mailbox);
    }

    /// <summary>The octets of an address, of which each is a char there, as the UTF-8 that RFC 6532 section 3.2 lets stand in it.</summary>
    private static string Read(string? octets) => octets is null ? "" : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(octets));
}
