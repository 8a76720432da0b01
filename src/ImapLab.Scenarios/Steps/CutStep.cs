using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Server.Quirks;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// Connections end: now (<c>cut</c>, <c>reset</c>), or once so many replies or octets have gone out from now on
/// (<c>cut: {after-replies: 5}</c>, <c>reset: {at-byte: 200}</c>). A cut is a FIN, a reset a RST.
/// </summary>
internal sealed record CutStep(bool Reset, int? AfterReplies, int? AtByte) : Step
{
    private string How => Reset ? "reset" : "cut";

    public override string Text => (AfterReplies, AtByte) switch
    {
        ({ } replies, _) => $"the connection is to be {How} after {replies} more replies",
        (_, { } octets) => $"the connection is to be {How} after {octets} more octets",
        _ => $"all connections {How}",
    };

    public static Step? Read(YamlNode arguments, string actor, bool reset)
    {
        if (arguments is YamlScalar)
            return new CutStep(reset, null, null) { Actor = actor, Place = arguments.Place };
        if (arguments.Map("a cut", "after-replies", "at-byte") is not { } map)
            return null;
        var (replies, octets) = (map.Optional("after-replies"), map.Optional("at-byte"));
        if (replies is null == octets is null)
            arguments.Reject("either after-replies or at-byte");
        return new CutStep(reset, replies?.Whole(least: 1), octets?.Whole(least: 1)) { Actor = actor, Place = arguments.Place };
    }

    internal override void Run(Lab lab)
    {
        if (AfterReplies is { } replies)
        {
            var fault = new CutAtReply(replies, after: true, Reset);
            lab.Schedule(fault, () => fault.Fired > 0, Text);
        }
        else if (AtByte is { } octets)
        {
            var fault = new CutAtByte(octets, Reset);
            lab.Schedule(fault, () => fault.Fired > 0, Text);
        }
        else
        {
            lab.Server.DropConnections(Reset);
        }
    }
}
