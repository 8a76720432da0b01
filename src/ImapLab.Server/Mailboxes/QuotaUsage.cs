namespace ImapLab.Server.Mailboxes;

/// <summary>How much is used, or would be used more.</summary>
internal readonly record struct QuotaUsage(ulong Octets, ulong Messages, ulong Mailboxes)
{
    private const ulong Unit = 1024;

    /// <summary>The figure that clients are told. A begun unit of storage is told as a whole one.</summary>
    public ulong Of(QuotaResource resource) => resource == QuotaResource.Storage ? (Octets / Unit) + (Octets % Unit > 0 ? 1UL : 0) : Exactly(resource);

    /// <summary>Whether a limit is exceeded.</summary>
    public bool Exceeds(QuotaResource resource, ulong limit) => resource == QuotaResource.Storage ? Octets > Octet(limit) : Exactly(resource) > limit;

    /// <summary>How much of a limit is used, in percent; all of one that allows nothing.</summary>
    public int PercentOf(QuotaResource resource, ulong limit)
    {
        var used = resource == QuotaResource.Storage ? Octets : Exactly(resource);
        var whole = resource == QuotaResource.Storage ? Octet(limit) : limit;
        return whole == 0 ? 100 : (int)Math.Min(used * 100m / whole, int.MaxValue);
    }

    public static QuotaUsage operator +(QuotaUsage one, QuotaUsage other) =>
        new(one.Octets + other.Octets, one.Messages + other.Messages, one.Mailboxes + other.Mailboxes);

    private static ulong Octet(ulong limit) => limit > ulong.MaxValue / Unit ? ulong.MaxValue : limit * Unit;

    private ulong Exactly(QuotaResource resource) => resource == QuotaResource.Message ? Messages : Mailboxes;
}
