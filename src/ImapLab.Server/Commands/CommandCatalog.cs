using ImapLab.Protocol.Parsing;
using ImapLab.Server.Commands.Handlers.Access;
using ImapLab.Server.Commands.Handlers.Connection;
using ImapLab.Server.Commands.Handlers.Folders;
using ImapLab.Server.Commands.Handlers.Messages;
using ImapLab.Server.Commands.Handlers.Metadata;
using ImapLab.Server.Commands.Handlers.Notifying;
using ImapLab.Server.Commands.Handlers.Quotas;
using ImapLab.Server.Commands.Handlers.Searching;
using ImapLab.Server.Commands.Handlers.Searching.Sorting;
using ImapLab.Server.Commands.Handlers.Searching.Threading;
using ImapLab.Server.Commands.Handlers.Selection;
using ImapLab.Server.Plans;
using static ImapLab.Server.Commands.ExpungeRule;
using static ImapLab.Server.Commands.SessionStates;

namespace ImapLab.Server.Commands;

/// <summary>The whole command set, one row a command; a server offers the rows whose capability its plan lists.</summary>
internal sealed class CommandCatalog
{
    private static readonly CatalogRow[] Rows =
    [
        // Name             States            EXPUNGE   Capability   Grammar             Handler
        Row("CAPABILITY",   Any,              Told,     null,        Parse.Nothing,      new CapabilityHandler()),
        Row("NOOP",         Any,              Told,     null,        Parse.Nothing,      new NoopHandler()),
        Row("LOGOUT",       Any,              Told,     null,        Parse.Nothing,      new LogoutHandler()),
        Row("ID",           Any,              Told,     "ID",        Parse.Id,           new IdHandler()),

        Row("STARTTLS",     NotAuthenticated, Told,     "STARTTLS",  Parse.Nothing,      new StartTlsHandler()),
        Row("LOGIN",        NotAuthenticated, Told,     null,        Parse.Login,        new LoginHandler()),
        Row("AUTHENTICATE", NotAuthenticated, Told,     null,        Parse.Authenticate, new AuthenticateHandler()),

        Row("UNAUTHENTICATE", LoggedIn,       Told,     "UNAUTHENTICATE", Parse.Nothing, new UnauthenticateHandler()),
        Row("COMPRESS",     LoggedIn,         Told,     "COMPRESS=DEFLATE", Parse.Compress, new CompressHandler()),

        Row("ENABLE",       LoggedIn,         Told,     "ENABLE",    Parse.Enable,       new EnableHandler()),
        Row("NAMESPACE",    LoggedIn,         Told,     "NAMESPACE", Parse.Nothing,      new NamespaceHandler()),
        Row("LIST",         LoggedIn,         Told,     null,        Parse.List,         new ListHandler()),
        Row("LSUB",         LoggedIn,         Told,     null,        Parse.Lsub,         new LsubHandler()),
        Row("XLIST",        LoggedIn,         Told,     "XLIST",     Parse.Lsub,         new XlistHandler()),
        Row("STATUS",       LoggedIn,         Told,     null,        Parse.Status,       new StatusHandler()),
        Row("SELECT",       LoggedIn,         Told,     null,        Parse.Select,       new SelectHandler()),
        Row("EXAMINE",      LoggedIn,         Told,     null,        Parse.Select,       new SelectHandler()),
        Row("CREATE",       LoggedIn,         Told,     null,        Parse.Create,       new CreateHandler()),
        Row("DELETE",       LoggedIn,         Told,     null,        Parse.Mailbox,      new DeleteHandler()),
        Row("RENAME",       LoggedIn,         Told,     null,        Parse.Rename,       new RenameHandler()),
        Row("SUBSCRIBE",    LoggedIn,         Told,     null,        Parse.Mailbox,      new SubscribeHandler()),
        Row("UNSUBSCRIBE",  LoggedIn,         Told,     null,        Parse.Mailbox,      new SubscribeHandler()),
        Row("GETACL",       LoggedIn,         Told,     "ACL",       Parse.Access,       new GetAclHandler()),
        Row("SETACL",       LoggedIn,         Told,     "ACL",       Parse.SetAccess,    new SetAclHandler()),
        Row("DELETEACL",    LoggedIn,         Told,     "ACL",       Parse.AccessOf,     new SetAclHandler()),
        Row("LISTRIGHTS",   LoggedIn,         Told,     "ACL",       Parse.AccessOf,     new ListRightsHandler()),
        Row("MYRIGHTS",     LoggedIn,         Told,     "ACL",       Parse.Access,       new MyRightsHandler()),
        Row("GETMETADATA",  LoggedIn,         Told,     "METADATA-SERVER", Parse.GetMetadata, new GetMetadataHandler()),
        Row("SETMETADATA",  LoggedIn,         Told,     "METADATA-SERVER", Parse.SetMetadata, new SetMetadataHandler()),
        Row("GETQUOTA",     LoggedIn,         Told,     "QUOTA",     Parse.GetQuota,     new GetQuotaHandler()),
        Row("GETQUOTAROOT", LoggedIn,         Told,     "QUOTA",     Parse.Mailbox,      new GetQuotaRootHandler()),
        Row("SETQUOTA",     LoggedIn,         Told,     "QUOTA",     Parse.SetQuota,     new SetQuotaHandler()),
        Row("APPEND",       LoggedIn,         Told,     null,        Parse.Append,       new AppendHandler()),
        Row("NOTIFY",       LoggedIn,         Told,     "NOTIFY",    Parse.Notify,       new NotifyHandler()),
        Row("IDLE",         LoggedIn,         Told,     "IDLE",      Parse.Nothing,      new IdleHandler()),

        Row("REPLACE",      Selected,         Told,     "REPLACE",   Parse.Replace,      new ReplaceHandler()),
        Row("UID REPLACE",  Selected,         Told,     "REPLACE",   Parse.Replace,      new ReplaceHandler()),
        Row("CHECK",        Selected,         Told,     null,        Parse.Nothing,      new NoopHandler()),
        Row("CLOSE",        Selected,         Told,     null,        Parse.Nothing,      new CloseHandler()),
        Row("UNSELECT",     Selected,         Told,     "UNSELECT",  Parse.Nothing,      new UnselectHandler()),
        Row("EXPUNGE",      Selected,         Told,     null,        Parse.Nothing,      new ExpungeHandler()),
        Row("UID EXPUNGE",  Selected,         Told,     "UIDPLUS",   Parse.UidExpunge,   new ExpungeHandler()),
        Row("SEARCH",       Selected,         Withheld, null,        Parse.Search,       new SearchHandler()),
        Row("UID SEARCH",   Selected,         Told,     null,        Parse.Search,       new SearchHandler()),
        Row("ESEARCH",      LoggedIn,         Told,     "MULTISEARCH", Parse.Esearch,    new EsearchHandler()),
        Row("CANCELUPDATE", Selected,         Told,     "CONTEXT",   Parse.CancelUpdate, new CancelUpdateHandler()),
        Row("SORT",         Selected,         Withheld, "SORT",      Parse.Sort,         new SortHandler()),
        Row("UID SORT",     Selected,         Told,     "SORT",      Parse.Sort,         new SortHandler()),
        Row("THREAD",       Selected,         Withheld, "THREAD",    Parse.Thread,       new ThreadHandler()),
        Row("UID THREAD",   Selected,         Told,     "THREAD",    Parse.Thread,       new ThreadHandler()),
        Row("FETCH",        Selected,         Withheld, null,        Parse.Fetch,        new FetchHandler()),
        Row("UID FETCH",    Selected,         Told,     null,        Parse.Fetch,        new FetchHandler()),
        Row("STORE",        Selected,         Withheld, null,        Parse.Store,        new AnyStoreHandler()),
        Row("UID STORE",    Selected,         Told,     null,        Parse.Store,        new AnyStoreHandler()),
        Row("COPY",         Selected,         Told,     null,        Parse.Copy,         new CopyHandler()),
        Row("UID COPY",     Selected,         Told,     null,        Parse.Copy,         new CopyHandler()),
        Row("MOVE",         Selected,         Told,     "MOVE",      Parse.Copy,         new CopyHandler()),
        Row("UID MOVE",     Selected,         Told,     "MOVE",      Parse.Copy,         new CopyHandler()),
    ];

    private readonly Dictionary<string, CatalogRow> _rows = Rows.ToDictionary(row => row.Name, StringComparer.Ordinal);
    private readonly CapabilityPlan _plan;

    /// <param name="plan">What the server advertises.</param>
    /// <exception cref="ArgumentException">It advertises something that nothing here serves.</exception>
    public CommandCatalog(CapabilityPlan plan)
    {
        _plan = plan;
        var unserved = plan.BeforeLogin.Concat(plan.AfterLogin).Except(plan.AdvertisedOnly, StringComparer.OrdinalIgnoreCase)
            .Where(name => !Serves(name)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (plan.AfterLogin.Contains("LITERAL+", StringComparer.OrdinalIgnoreCase) && plan.AfterLogin.Contains("LITERAL-", StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException("LITERAL+ and LITERAL- are never advertised together (RFC 7888 section 5).", nameof(plan));
        if (unserved.Count > 0)
        {
            throw new ArgumentException(
                $"Advertised but not served: {string.Join(' ', unserved)}. What is advertised on purpose without being served belongs in advertised-only.",
                nameof(plan));
        }
    }

    /// <summary>Whether a capability can be served by any server of this kind.</summary>
    public static bool Serves(string capability) =>
        CapabilityTable.Find(capability) is not null
        || Rows.Any(row => string.Equals(row.Capability, capability, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<string> AllServed =>
        CapabilityTable.Names.Concat(Rows.Select(row => row.Capability).OfType<string>()).Distinct().Order(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Rows.Select(row => row.Name);

    public CatalogRow? Find(string name) => _rows.GetValueOrDefault(name);

    public ArgumentParser? GrammarOf(string name) => Find(name)?.Parse;

    /// <summary>Whether this server has a command, in the state that a session is in.</summary>
    public bool IsOffered(CatalogRow row, SessionStates state, ClientFeatures features) =>
        !(row.IsGoneInRev2 && features.HasFlag(ClientFeatures.Rev2)) && IsOffered(row, state);

    private bool IsOffered(CatalogRow row, SessionStates state) =>
        row.Capability is null || (state == NotAuthenticated && _plan.HasBeforeLogin(row.Capability)) || _plan.Has(row.Capability);

    private static CatalogRow Row(string name, SessionStates states, ExpungeRule expunge, string? capability, ArgumentParser parse, ICommandHandler handler) =>
        new(name, states, expunge, capability, parse, handler);
}
