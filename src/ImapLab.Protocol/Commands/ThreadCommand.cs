namespace ImapLab.Protocol.Commands;

/// <summary>THREAD (RFC 5256).</summary>
/// <param name="Algorithm">Its name in upper case.</param>
public sealed record ThreadCommand(string Tag, bool ByUid, string Algorithm, string Charset, SearchKey Key)
    : ImapCommand(Tag, ByUid ? "UID THREAD" : "THREAD")
{
    public override bool SaysNumbers => !ByUid || Key.Flatten().Any(key => key is SearchKey.Messages { Set.IsSaved: false });
}
