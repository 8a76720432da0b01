using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// Another client opens a folder, reads all that is new and leaves: what was \Recent and unseen is so no more.
/// <c>visit: INBOX</c>.
/// </summary>
internal sealed record VisitStep(string Folder) : Step
{
    public override string Text => $"another client opens {Folder} and reads it";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Text("the name of a folder") is { } folder ? new VisitStep(folder) { Actor = actor, Place = arguments.Place } : null;

    internal override void Run(Lab lab)
    {
        var folder = lab.Folder(Folder, Place);
        // Opening for writing is what takes \Recent away (RFC 3501 section 6.3.2).
        _ = new SessionView(folder, session: 0, readOnly: false);
        foreach (var message in folder.Messages.ToList())
            folder.SetFlags(0, message, message.Flags.With(SystemFlags.Seen));
    }
}
