"""What a person does with Python's imaplib: log in, list, select, search, fetch, append, idle, delete, log out.

Usage: imaplib_tour.py PORT. Prints one line a step; exits with 1 at the first answer that is not OK.
"""
import imaplib
import sys


def step(name, answer):
    status, data = answer
    print(name, status, *(part.decode() if isinstance(part, bytes) else repr(part) for part in data if part is not None))
    if status not in ("OK", "BYE"):
        sys.exit(1)


box = imaplib.IMAP4("127.0.0.1", int(sys.argv[1]))
step("login", box.login("user@example.test", "password"))
step("list", box.list())
step("select", box.select("INBOX"))
step("search-not", box.search(None, "NOT SEEN"))
step("search-unseen", box.search(None, "UNSEEN"))
step("fetch", box.fetch("1", "(UID FLAGS BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"))
step("append", box.append("INBOX", "(\\Seen)", None, b"Subject: From imaplib\r\n\r\nHello\r\n"))
step("noop", box.noop())
step("found", box.search(None, "SUBJECT", '"From imaplib"'))

# imaplib of older Pythons knows no IDLE: the lines are typed by hand.
box.send(b"x1 IDLE\r\n")
print("idle", box.readline().decode().strip())
box.send(b"DONE\r\n")
print("done", box.readline().decode().strip())

step("store", box.store("1", "+FLAGS", "\\Deleted"))
step("expunge", box.expunge())
step("logout", box.logout())
