using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// Mail arrives: <c>deliver: {folder: INBOX, messages: 2}</c>. With <c>like: 3</c> it is message 3 octet for octet, and
/// yet another message; with <c>answers: 3</c> it is an answer to message 3.
/// </summary>
internal sealed record DeliverStep(string Folder, int Messages, int? Like, int? Answers) : Step
{
    private const int Most = 100_000;

    public override string Text =>
        $"{Messages} message{(Messages == 1 ? "" : "s")} delivered to {Folder}{(Like is { } like ? $", the same as {like}" : "")}{(Answers is { } answered ? $", in answer to {answered}" : "")}";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments.Map("a delivery", "folder", "messages", "like", "answers") is not { } map || map.Required("folder", "where the mail goes")?.Text() is not { } folder)
            return null;
        var (like, answers) = (map.Optional("like")?.Whole(least: 1), map.Optional("answers")?.Whole(least: 1));
        if (like is not null && answers is not null)
            arguments.Reject("like or answers, not both");
        return new DeliverStep(folder, map.Optional("messages")?.Whole(least: 1, most: Most) ?? 1, like, answers) { Actor = actor, Place = arguments.Place };
    }

    internal override void Run(Lab lab)
    {
        var folder = lab.Folder(Folder, Place);
        for (var made = 0; made < Messages; made++)
        {
            var message = Like is { } like ? lab.NewMessageLike(lab.Message(like, Place))
                : Answers is { } answered ? lab.NewAnswer(lab.Message(answered, Place))
                : lab.NewMessage();
            folder.Add(0, message, FlagSet.Empty);
        }
    }
}
