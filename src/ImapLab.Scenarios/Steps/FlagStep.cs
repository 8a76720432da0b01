using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>Another client sets or clears flags: <c>flag: {folder: INBOX, messages: [2], add: ['\Seen']}</c>.</summary>
internal sealed record FlagStep(string Folder, MessageNumbers Messages, FlagSet Add, FlagSet Remove) : Step
{
    public override string Text => $"flags of {Messages} in {Folder}:{(Add.IsEmpty ? "" : $" {Add} set")}{(Remove.IsEmpty ? "" : $" {Remove} cleared")}";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments.Map("a change of flags", "folder", "messages", "add", "remove") is not { } map)
            return null;
        var (add, remove) = (ReadFlags(map.Optional("add")), ReadFlags(map.Optional("remove")));
        if (add.IsEmpty && remove.IsEmpty)
            arguments.Reject("flags to add or to remove");
        return map.Required("folder", "where the messages are")?.Text() is { } folder && MessageNumbers.Read(map.Required("messages", "which messages")) is { } messages
            ? new FlagStep(folder, messages, add, remove) { Actor = actor, Place = arguments.Place }
            : null;
    }

    public static FlagSet ReadFlags(YamlNode? node)
    {
        var names = new List<string>();
        foreach (var item in node?.Items("a list of flags") ?? [])
        {
            var name = item.Text("a flag");
            if (name is not null && (name.StartsWith('\\') ? FlagSet.SystemNamed(name) is null or SystemFlags.Recent : name.Any(character => character is <= ' ' or >= '\u007f' or '(' or ')' or '{' or '%' or '*' or '"' or '\\')))
                item.Reject("a flag such as \\Seen, or a keyword");
            else if (name is not null)
                names.Add(name);
        }

        return FlagSet.Of(names);
    }

    internal override void Run(Lab lab)
    {
        var folder = lab.Folder(Folder, Place);
        foreach (var message in Lab.Messages(folder, Messages))
            folder.SetFlags(0, message, message.Flags.Union(Add).Except(Remove));
    }
}
