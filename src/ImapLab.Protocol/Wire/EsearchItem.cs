namespace ImapLab.Protocol.Wire;

/// <summary>What an ESEARCH reply may hold (RFC 4731 section 3.1, RFC 9394 section 3.1, RFC 7162 section 3.1.10).</summary>
public enum EsearchItem
{
    Min,
    Max,
    All,
    Partial,
    Count,
    ModSeq,
}
