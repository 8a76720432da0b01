using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>How a server turns a client away at login.</summary>
internal static class Refusals
{
    /// <param name="farewell">Said before the tagged NO, as Yahoo has it; null for none.</param>
    public static CommandDecision AtLogin(LoginCommand login, string refusal, string? farewell)
    {
        var replies = new List<Reply>();
        if (farewell is not null)
            replies.Add(ConditionReply.Bye(farewell));
        replies.Add(new ConditionReply(login.Tag, Condition.No, null, refusal));
        return new CommandDecision.Answer(replies, ThenClose: true);
    }
}
