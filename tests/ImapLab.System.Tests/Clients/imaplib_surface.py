"""All that Python's imaplib can say: each command once, its answer printed as one line of JSON.

Usage: imaplib_surface.py PORT TLS_PORT CERTIFICATE. Exits with 1 at the first answer that is not what a client may expect.
"""
import imaplib
import json
import ssl
import sys

port, tls_port, certificate = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
USER, PASSWORD = "user@example.test", "password"
context = ssl.create_default_context(cafile=certificate)


def text(part):
    if isinstance(part, (tuple, list)):
        return [text(one) for one in part]
    return part.decode("latin-1") if isinstance(part, bytes) else part


def step(name, answer, expected="OK"):
    status, data = answer
    print(json.dumps([name, status, [text(part) for part in data or []]]))
    if status != expected:
        sys.exit(f"{name}: expected {expected}")


# Each way to get in.
for mechanism in ("login", "plain", "cram-md5"):
    box = imaplib.IMAP4("localhost", port)
    if mechanism == "login":
        step("login", box.login(USER, PASSWORD))
    elif mechanism == "plain":
        step("authenticate", box.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode()))
    else:
        step("cram-md5", box.login_cram_md5(USER, PASSWORD))
    step("logout", box.logout(), "BYE")

box = imaplib.IMAP4_SSL("localhost", tls_port, ssl_context=context)
step("imaps", box.login(USER, PASSWORD))
step("logout", box.logout(), "BYE")

box = imaplib.IMAP4("localhost", port)
step("starttls", box.starttls(context))
if "STARTTLS" in box.capabilities:
    sys.exit("STARTTLS is offered under TLS.")
try:
    box.login(USER, "wrong")
    sys.exit("A wrong password was taken.")
except imaplib.IMAP4.error as refused:
    print(json.dumps(["refused", str(refused)]))
step("login-tls", box.login(USER, PASSWORD))

# Mailboxes.
step("capability", box.capability())
step("namespace", box.namespace())
step("create", box.create("Work"))
step("create-below", box.create("Work/Deep"))
step("create-again", box.create("Work"), "NO")
step("list", box.list())
step("subscribe", box.subscribe("Work"))
step("lsub", box.lsub())
step("unsubscribe", box.unsubscribe("Work"))
step("rename", box.rename("Work/Deep", "Work/Deeper"))
step("create-utf7", box.create('"Entw&APw-rfe &- mehr"'))
step("list-utf7", box.list('""', "Entw*"))
step("status", box.status("INBOX", "(MESSAGES UNSEEN UIDNEXT UIDVALIDITY)"))
step("append", box.append("Work", "(\\Flagged)", '"15-Jan-2026 10:30:00 +0000"', b"Subject: First\r\nFrom: b@example.test\r\n\r\nHello\r\n"))
step("append-2", box.append("Work", None, None, b"Subject: Second\r\nFrom: a@example.test\r\nIn-Reply-To: <none@x>\r\n\r\nWorld\r\n"))
step("getquotaroot", box.getquotaroot("INBOX"))
step("getacl", box.getacl("Work"))
step("setacl", box.setacl("Work", "friend", "lr"))
step("myrights", box.myrights("Work"))
step("deleteacl", box.deleteacl("Work", "friend"))

# Messages.
step("select", box.select("Work"))
step("check", box.check())
step("noop", box.noop())
step("fetch", box.fetch("1:*", "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)"))
step("body", box.fetch("1", "(BODY.PEEK[])"))
step("partial", box.fetch("1", "(BODY.PEEK[TEXT]<1.3>)"))
step("header", box.fetch("1", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])"))
step("search", box.search(None, "FLAGGED"))
step("uid-search", box.uid("SEARCH", None, "SUBJECT", '"Second"'))
step("sort", box.sort("(SUBJECT)", "UTF-8", "ALL"))
step("sort-from", box.sort("(FROM)", "UTF-8", "ALL"))
step("sort-reverse", box.uid("SORT", "(REVERSE ARRIVAL)", "UTF-8", "ALL"))
step("thread-subject", box.uid("THREAD", "ORDEREDSUBJECT", "UTF-8", "ALL"))
step("thread", box.thread("REFERENCES", "UTF-8", "ALL"))
# imaplib of older Pythons knows no IDLE: the lines are typed by hand, and another client makes the news.
other = imaplib.IMAP4("localhost", port)
other.login(USER, PASSWORD)
box.send(b"x1 IDLE\r\n")
idle = [box.readline()]
other.append("Work", None, None, b"Subject: Third\r\n\r\n" + b"x" * 5000 + b"\r\n")
while not idle[-1].endswith(b"EXISTS\r\n"):
    idle.append(box.readline())
box.send(b"DONE\r\n")
while not idle[-1].startswith(b"x1 "):
    idle.append(box.readline())
step("idle", ("OK", [line.strip() for line in idle if b"RECENT" not in line]))
other.logout()
step("fetch-news", box.fetch("3", "(RFC822.SIZE)"))
step("store-news", box.store("3", "+FLAGS.SILENT", "\\Deleted"))
step("expunge-news", box.expunge())

step("store", box.store("2", "+FLAGS", "(\\Deleted $Label)"))
step("copy", box.copy("1", "Archive"))
step("uid-move", box.uid("MOVE", "1", "Trash"))
step("expunge", box.expunge())
step("close", box.close())
step("examine", box.select("Archive", readonly=True))
step("unselect", box.unselect())
step("delete", box.delete("Work/Deeper"))
step("enable", box.enable("CONDSTORE"))
step("xatom", box.xatom("ID", "NIL"))
step("logout", box.logout(), "BYE")
