using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Quotas;

/// <summary>SETQUOTA (RFC 9208 section 4.1.3): where a server does not offer QUOTASET, only its administrator could.</summary>
internal sealed class SetQuotaHandler : CommandHandler<SetQuotaCommand>
{
    private static readonly Dictionary<string, QuotaResource> Resources = Enum.GetValues<QuotaResource>().ToDictionary(GetQuotaHandler.Word);

    protected override IEnumerable<Reply> Handle(Turn turn, SetQuotaCommand command)
    {
        if (!turn.Offers("QUOTASET"))
            return [turn.No("Quota can be changed only by an administrator", ResponseCode.NoPermission)];
        if (GetQuotaHandler.Find(turn, command.Root) is not { } root)
            return [turn.No("Quota root doesn't exist", ResponseCode.NonExistent)];
        foreach (var (resource, _) in command.Limits)
        {
            if (!Resources.ContainsKey(resource))
                return [turn.No($"{resource} can't be limited", ResponseCode.Cannot)];
        }

        // What is not named is not limited any more.
        root.Limits.Clear();
        foreach (var (resource, limit) in command.Limits)
            root.Limits[Resources[resource]] = limit;
        return [GetQuotaHandler.Told(turn, root), turn.Ok()];
    }
}
