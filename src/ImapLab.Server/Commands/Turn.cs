using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Folders;
using ImapLab.Server.Commands.Handlers.Messages;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;

namespace ImapLab.Server.Commands;

/// <summary>One command's stay with the server: what its handler may see, and how it ends.</summary>
internal sealed class Turn(ICommandSession session, ImapCommand command)
{
    private ResponseCode? _limit;

    public ICommandSession Session => session;

    public ServerPlan Plan => session.Plan;

    public int Connection => session.Number;

    /// <summary>The time by the server's clock.</summary>
    public DateTimeOffset Now => session.Time.GetUtcNow();

    /// <summary>The account's mail. Only in a logged-in state.</summary>
    public MailStore Store => session.Store ?? throw new InvalidOperationException($"{command.Name} ran before login.");

    /// <summary>What the client has open. Only in the selected state.</summary>
    public SessionView View => session.View ?? throw new InvalidOperationException($"{command.Name} ran without a selected mailbox.");

    /// <summary>Whether the server has a capability for clients that are logged in.</summary>
    public bool Offers(string capability) => Plan.Capabilities.Has(capability);

    /// <summary>Whether the client has said that it knows something.</summary>
    public bool Knows(ClientFeatures features) => session.Features.HasFlag(features);

    /// <summary>The client knows something from now on.</summary>
    public void Learn(ClientFeatures features) => session.Learn(features);

    /// <summary>Whether what is told of messages in this mailbox has their mod-sequences.</summary>
    public bool TellsModSeqs => Knows(ClientFeatures.Condstore) && View.Mailbox.KeepsModSeqs;

    /// <summary>Whether what is told of flags that the client did not ask for has the UID, where it has the mod-sequence (RFC 7162 section 3.2.4).</summary>
    public bool TellsUids => Plan.Semantics.Session.UidInNews == UidInNews.Condstore || Knows(ClientFeatures.Qresync);

    /// <summary>The client speaks of mod-sequences: from now on it is told them (RFC 7162 section 3.1).</summary>
    /// <param name="what">The word that it used.</param>
    /// <returns>The refusal where the server, or the mailbox that is open, has none.</returns>
    public Reply? RefuseModSeqs(string what)
    {
        if (!Offers("CONDSTORE"))
            return Bad($"{what} is not supported here");
        if (!View.Mailbox.KeepsModSeqs)
            return Bad($"{what} cannot be used in a mailbox without mod-sequences");
        Learn(ClientFeatures.Condstore);
        return null;
    }

    /// <summary>Whether nobody may log in as the connection is: the server has LOGINDISABLED and there is no TLS yet (RFC 9051 section 6.2.3).</summary>
    public bool NeedsPrivacy => Plan.Capabilities.HasBeforeLogin("LOGINDISABLED") && !session.Layers.IsSecure;

    /// <summary>The end of a command that would change a mailbox that was opened with EXAMINE.</summary>
    public Reply ReadOnly(ReadOnlyChange rule) => rule == ReadOnlyChange.Refused ? No("Mailbox is read-only") : Ok();

    /// <summary>Whether APPENDUID and COPYUID are told: with UIDPLUS, of mailboxes whose UIDs last (RFC 4315 section 3).</summary>
    public bool TellsCopiedUids => Offers("UIDPLUS") && Plan.Semantics.Messages.UidsLast;

    public Mailbox? Find(MailboxName name) => Store.Find(name);

    public string Tag => command.Tag;

    /// <summary>Of the messages that a command names those that it may process at once, which are the last ones (RFC 9738 section 3). Its OK says so.</summary>
    public IndexRanges Limited(IndexRanges places) => Limited(places, View);

    /// <summary>The same of a mailbox that the client may not have open.</summary>
    public IndexRanges Limited(IndexRanges places, SessionView view)
    {
        if (Plan.MessageLimit is not { } most || places.Count <= most)
            return places;
        var last = places.Stretch(new PartialRange(1, (uint)most, FromEnd: true));
        _limit = ResponseCode.MessageLimit(most, view.Uids[last.Ranges[0].From]);
        return last;
    }

    /// <summary>The refusal of a command that would save more messages than it may, and so must save none; null where it may (RFC 9738 sections 3 and 4).</summary>
    public Reply? OverLimit(int saved) =>
        Plan.SaveLimit is { } most && saved > most ? No($"Too many messages: one command saves at most {most}", ResponseCode.MessageLimit(most, null)) : null;

    public Reply Ok(ResponseCode? code = null, string? text = null) =>
        new ConditionReply(command.Tag, Condition.Ok, code ?? _limit, text ?? Plan.Style.Completion(command.Name));

    public Reply No(string text, ResponseCode? code = null) => new ConditionReply(command.Tag, Condition.No, code, text);

    public Reply Bad(string text, ResponseCode code) => new ConditionReply(command.Tag, Condition.Bad, code, text);

    public Reply Bad(string text) => new ConditionReply(command.Tag, Condition.Bad, null, text);

    /// <summary>What is selected is void: deleted, or in a new epoch. Where it is not to be told otherwise the connection ends with this.</summary>
    public Reply MailboxGone()
    {
        var semantics = Plan.Semantics.Session;
        if (View.Mailbox.IsDeleted && semantics.MailboxGone != Mailboxes.MailboxGone.Bye)
            return No(semantics.MailboxGoneText);
        session.CloseAfterAnswer();
        return ConditionReply.Bye(semantics.MailboxGoneText);
    }

    /// <summary>A mailbox's name as the client is told it that called it otherwise, or did not call it.</summary>
    public string Spelled(MailboxName name, string? given) => Plan.Semantics.Folders.EchoesNames && given is not null ? given : name.Text;

    /// <summary>What a client hears that has none of some rights; null where it has one. Who may not even see a mailbox is not told that there is one (RFC 4314 section 6).</summary>
    public Reply? Refusal(Mailbox mailbox, MailboxRights anyOf)
    {
        var rights = mailbox.OwnersRights;
        if ((rights & anyOf) != 0)
            return null;
        return rights.HasFlag(MailboxRights.Lookup) ? No("Permission denied", ResponseCode.NoPermission) : NoSuchMailbox(mailbox.Name, ResponseCode.NonExistent);
    }

    /// <summary>What a folder is for.</summary>
    public FolderRole RoleOf(Folder folder)
    {
        if (Plan.Semantics.Folders.RolesByName)
            return Plan.RoleMadeAt(folder.Name);
        return folder.Mailbox is { } mailbox ? mailbox.Name.IsInbox ? FolderRole.Inbox : mailbox.Role : FolderRole.None;
    }

    public Reply NoSuchMailbox(MailboxName name, ResponseCode? code = null) => NewName.Impossible(name.Text, Plan) is { } why ? No(why, ResponseCode.Cannot) : No($"Mailbox doesn't exist: {ModifiedUtf7.Encode(name.Text)}", code);

    /// <summary>The command goes on with the client's next line instead of ending here.</summary>
    public void ThenLine(Func<string, IEnumerable<Reply>> answer) => session.TakeNextLine(answer);
}
