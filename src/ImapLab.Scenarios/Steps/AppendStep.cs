using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// Another client puts a message into a folder, with flags and a date of its choice:
/// <c>append: {folder: INBOX, flags: ['\Seen'], date: 2019-05-01}</c>.
/// </summary>
internal sealed record AppendStep(string Folder, FlagSet Flags, DateOnly? Date) : Step
{
    public override string Text => $"a message appended to {Folder}{(Flags.IsEmpty ? "" : $" with {Flags}")}{(Date is { } date ? $" of {date:yyyy-MM-dd}" : "")}";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Map("an append", "folder", "flags", "date") is { } map && map.Required("folder", "where the message goes")?.Text() is { } folder
            ? new AppendStep(folder, FlagStep.ReadFlags(map.Optional("flags")), map.Optional("date")?.Date()) { Actor = actor, Place = arguments.Place }
            : null;

    internal override void Run(Lab lab)
    {
        DateTimeOffset? date = Date is { } day ? new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero) : null;
        lab.Folder(Folder, Place).Add(0, lab.NewMessage(date), Flags);
    }
}
