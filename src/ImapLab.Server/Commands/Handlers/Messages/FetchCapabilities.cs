using ImapLab.Protocol.Commands;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>Which items of FETCH need a capability, and which.</summary>
internal static class FetchCapabilities
{
    public static bool IsServed(Turn turn, FetchItem item) => CapabilityOf(item) is not { } capability || turn.Offers(capability);

    private static string? CapabilityOf(FetchItem item) => item.Attribute switch
    {
        FetchAttribute.ModSeq => "CONDSTORE",
        FetchAttribute.Binary or FetchAttribute.BinarySize => "BINARY",
        FetchAttribute.Preview => item.Fuzzy ? "PREVIEW=FUZZY" : "PREVIEW",
        FetchAttribute.Snippet => "SNIPPET=FUZZY",
        FetchAttribute.SaveDate => "SAVEDATE",
        FetchAttribute.XGmMsgId or FetchAttribute.XGmThrId or FetchAttribute.XGmLabels => "X-GM-EXT-1",
        FetchAttribute.EmailId or FetchAttribute.ThreadId => "OBJECTID",
        _ => null,
    };
}
