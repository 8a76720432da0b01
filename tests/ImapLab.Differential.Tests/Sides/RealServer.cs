using ImapLab.SystemPrograms;

namespace ImapLab.Differential.Tests.Sides;

/// <summary>
/// Debian's Dovecot, with Maildir and its own delimiter "." as the profile says, the special-use names of Debian's 15-mailboxes.conf, and set up to
/// be quick: processes serve many clients, nothing is flushed to a disk, nobody waits after a wrong password. None of that shows on the wire.
/// </summary>
internal static class RealServer
{
    private const string Settings = """
        auth_failure_delay = 0
        mail_fsync = never
        service imap-login {
          service_count = 0
          process_min_avail = 2
        }
        service imap {
          service_count = 0
          process_min_avail = 4
        }
        service anvil {
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        namespace inbox {
          mailbox Drafts {
            special_use = \Drafts
          }
          mailbox Junk {
            special_use = \Junk
          }
          mailbox Sent {
            special_use = \Sent
          }
          mailbox "Sent Messages" {
            special_use = \Sent
          }
          mailbox Trash {
            special_use = \Trash
          }
        }
        """;

    public static Task<DovecotServer> StartAsync() => DovecotServer.StartAsync(new DovecotOptions
    {
        Location = "maildir:~/mail",
        Separator = null,
        Settings = Settings,
        Folder = Directory.Exists("/dev/shm") ? "/dev/shm" : null,
    });
}
