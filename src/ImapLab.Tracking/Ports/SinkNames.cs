namespace ImapLab.Tracking.Ports;

/// <summary>The names under which sinks are enrolled.</summary>
public static class SinkNames
{
    /// <summary>The tracker's own sink, which every tracker has.</summary>
    public const string Stdout = "stdout";
}
