using ImapLab.Profiles;
using ImapLab.Server.Plans;

namespace ImapLab.Server.Tests.Sync;

/// <summary>
/// Seven servers as profiles would have them, as far as sessions of one mailbox go. The first three were observed on Debian's packages, the others read in
/// their sources: hMailServer 4d11f81, Zimbra 2b7f978, gluon 31e040c, James 20bf808.
/// </summary>
internal static class SeveralServers
{
    private static readonly Dictionary<string, string> Semantics = new()
    {
        ["Dovecot 2.3.19"] = """
            news-order: flags-first
            news: {"*": nothing, NOOP: after, CHECK: after, IDLE: after, UID FETCH: after, UID STORE: after, UID SEARCH: after, FETCH: but-expunges, STORE: but-expunges, SEARCH: but-expunges, COPY: after, APPEND: after}
            gone: {fetch: emptied, verdict: ok-with-code, store: told, search: true, flags: true}
            mailbox-gone-text: IMAP session state is inconsistent, please relogin.
            own-delete: stays-open
            read-only-store: ignored
            read-only-expunge: ignored
            """,
        ["Cyrus 3.6.1"] = """
            news: {UID SEARCH: but-expunges, UID STORE: before}
            gone: {fetch: served, store: ignored}
            mailbox-gone: expunges
            mailbox-gone-text: Mailbox does not exist
            expunge-tells-highestmodseq: true
            """,
        ["Courier 5.0.13"] = """
            news: {UID FETCH: but-expunges, UID SEARCH: but-expunges}
            gone: {fetch: replaced, verdict: ok, store: ignored}
            read-only-store: told
            own-delete: refused
            """,
        ["hMailServer"] = "{}",
        ["Zimbra"] = "gone: {verdict: no-if-all, copy: copied}",
        ["gluon"] = """
            news: {UID FETCH: but-expunges, UID SEARCH: but-expunges, UID STORE: but-expunges}
            gone: {verdict: ok-with-code}
            held-expunges-are-marked: true
            """,
        ["James"] = "{}",
    };

    public static IEnumerable<string> Names => Semantics.Keys;

    public static ServerPlan Plan(string name)
    {
        var session = string.Join('\n', Semantics[name].Split('\n').Select(line => $"    {line.TrimEnd('\r')}"));
        var text = $$"""
            profile: p
            title: A server
            greeting: ready
            capabilities:
              before-login: IMAP4rev1 AUTH=PLAIN
              after-login: IMAP4rev1 ENABLE IDLE UIDPLUS CONDSTORE QRESYNC NAMESPACE ID
            folders: [{name: INBOX}, {name: Sent}]
            semantics:
              expunge-order: {{(name.StartsWith("Dovecot", StringComparison.Ordinal) ? "descending" : "ascending")}}
              session:
            {{session}}
            evidence: [{fact: As written., source: The table of servers., confidence: observed}]
            """;
        return ProfileBinder.Bind(ProfileYaml.Parse("p.yaml", text, _ => null)).Plan;
    }
}
