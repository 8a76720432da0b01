using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Quotas;

/// <summary>GETQUOTA (RFC 9208 section 4.1.1).</summary>
internal sealed class GetQuotaHandler : CommandHandler<GetQuotaCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, GetQuotaCommand command) =>
        Find(turn, command.Root) is { } root ? [Told(turn, root), turn.Ok()] : [turn.No("Quota root doesn't exist", ResponseCode.NonExistent)];

    public static QuotaRoot? Find(Turn turn, string root) => turn.Store.Quotas.FirstOrDefault(one => one.Name == root);

    public static Reply Told(Turn turn, QuotaRoot root)
    {
        var usage = turn.Store.UsageOf(root);
        return new QuotaReply(root.Name, [.. root.Limits.Select(limit => new QuotaDatum(Word(limit.Key), usage.Of(limit.Key), limit.Value))]);
    }

    public static string Word(QuotaResource resource) => resource.ToString().ToUpperInvariant();
}
