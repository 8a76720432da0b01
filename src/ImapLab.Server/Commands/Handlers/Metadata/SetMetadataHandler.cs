using System.Globalization;
using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Folders;

namespace ImapLab.Server.Commands.Handlers.Metadata;

/// <summary>SETMETADATA (RFC 5464 section 4.3): all entries are set, or none.</summary>
internal sealed class SetMetadataHandler : CommandHandler<SetMetadataCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, SetMetadataCommand command)
    {
        var (target, refusal) = MetadataTarget.Find(turn, command.Mailbox);
        if (target is null)
            return [refusal!];
        foreach (var (entry, value) in command.Values)
        {
            if (Refusal(turn, target, entry, value) is { } why)
                return [why];
        }

        if (TooMany(turn, target, command.Values) is { } many)
            return [many];
        foreach (var (entry, value) in command.Values)
            Set(turn, target, entry, value);
        turn.Store.Annotated(turn.Connection, target.Folder?.Name, [.. command.Values.Select(pair => pair.Key).Distinct()]);
        return [turn.Ok()];
    }

    private static Reply? Refusal(Turn turn, MetadataTarget target, string entry, ReadOnlyMemory<byte>? value)
    {
        var plan = turn.Plan.Metadata;
        if (!plan.HasPrivate && entry.StartsWith("/private", StringComparison.Ordinal))
            return turn.No("There are no private annotations here", new ResponseCode("METADATA", "NOPRIVATE"));
        if (value?.Length > plan.MaxSize)
            return turn.No($"A value of {value.Value.Length} octets is too long", new ResponseCode("METADATA", string.Create(CultureInfo.InvariantCulture, $"MAXSIZE {plan.MaxSize}")));
        // What names the administrator is the server's own in any case (RFC 5464 section 3.2.1.1).
        if (target.Folder is null && entry.StartsWith("/shared", StringComparison.Ordinal) && (!plan.ServerIsWritable || entry == "/shared/admin"))
            return turn.No($"{entry} can't be changed", ResponseCode.NoPermission);
        return target.HasSpecialUse && entry == MetadataTarget.SpecialUseEntry ? UseRefusal(turn, value) : null;
    }

    /// <summary>A special use is checked as CREATE checks it (RFC 6154 section 4).</summary>
    private static Reply? UseRefusal(Turn turn, ReadOnlyMemory<byte>? value)
    {
        if (turn.Plan.Semantics.Folders.RolesByName)
            return turn.No("What a mailbox is for hangs on its name here", ResponseCode.Cannot);
        return SpecialUse.TryParse(Uses(value), out _) ? null : turn.No("Such a special use can't be given", new ResponseCode("USEATTR"));
    }

    private static Reply? TooMany(Turn turn, MetadataTarget target, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> values)
    {
        var after = target.Annotations.Copy();
        foreach (var (entry, value) in values)
            after.Set(entry, value);
        return after.Count > turn.Plan.Metadata.MaxEntries && after.Count > target.Annotations.Count
            ? turn.No($"More than {turn.Plan.Metadata.MaxEntries} annotations", new ResponseCode("METADATA", "TOOMANY"))
            : null;
    }

    private static void Set(Turn turn, MetadataTarget target, string entry, ReadOnlyMemory<byte>? value)
    {
        if (!target.HasSpecialUse || entry != MetadataTarget.SpecialUseEntry)
            target.Annotations.Set(entry, value);
        else if (SpecialUse.TryParse(Uses(value), out var role))
            target.Folder!.Mailbox!.Role = role;
    }

    private static string[] Uses(ReadOnlyMemory<byte>? value) =>
        value is { } octets ? Encoding.ASCII.GetString(octets.Span).Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
}
