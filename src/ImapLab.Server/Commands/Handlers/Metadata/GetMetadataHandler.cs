using System.Globalization;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Metadata;

/// <summary>GETMETADATA (RFC 5464 section 4.2).</summary>
internal sealed class GetMetadataHandler : CommandHandler<GetMetadataCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, GetMetadataCommand command)
    {
        var (target, refusal) = MetadataTarget.Find(turn, command.Mailbox);
        if (target is null)
            return [refusal!];
        var values = Values(target, command.Entries, command.Options);
        // The largest value that is not told, so that the client can ask again (RFC 5464 section 4.2.1).
        var longest = values.Where(pair => IsTooLong(pair.Value, command.Options)).Max(pair => pair.Value?.Length);
        values.RemoveAll(pair => IsTooLong(pair.Value, command.Options));
        var code = longest is { } octets ? new ResponseCode("METADATA", string.Create(CultureInfo.InvariantCulture, $"LONGENTRIES {octets}")) : null;
        return values.Count > 0 ? [new MetadataReply(target.Name, values), turn.Ok(code)] : [turn.Ok(code)];
    }

    /// <summary>The values that are asked for; an entry that there is not is NIL where it is asked for alone.</summary>
    public static List<KeyValuePair<string, ReadOnlyMemory<byte>?>> Values(MetadataTarget target, IReadOnlyList<string> entries, MetadataOptions options)
    {
        var values = new List<KeyValuePair<string, ReadOnlyMemory<byte>?>>();
        foreach (var entry in entries)
        {
            var found = target.Values(entry, options.Depth).Select(one => KeyValuePair.Create(one.Entry, (ReadOnlyMemory<byte>?)one.Value)).ToList();
            values.AddRange(found.Count > 0 || options.Depth > 0 ? found : [KeyValuePair.Create(entry, (ReadOnlyMemory<byte>?)null)]);
        }

        return [.. values.DistinctBy(pair => pair.Key)];
    }

    private static bool IsTooLong(ReadOnlyMemory<byte>? value, MetadataOptions options) => value?.Length > options.MaxSize;
}
