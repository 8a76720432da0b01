#!/usr/bin/env python3
"""A tracker outside of .NET, for `imaplab run --tracker "exec:python3 uid_tracker.py"`.

It speaks JSON lines: commands on stdin, events on stdout (docs/trackers.md). At each settle it logs in, lists the UIDs of every folder and
compares them with those of the last time, which it keeps in stateDir. With --forget-deletions it is a known-bad tracker: it tells what
arrives and never what goes.
"""
import base64
import imaplib
import json
import os
import re
import struct
import sys
import time

FORGETS_DELETIONS = "--forget-deletions" in sys.argv[1:]


def say(line):
    print(json.dumps(line), flush=True)


class Tracker:
    def __init__(self, start):
        self.start = start
        self.file = os.path.join(start["stateDir"], "uids.json")
        self.known = json.load(open(self.file)) if os.path.exists(self.file) else None

    def settle(self):
        for attempt in range(30):
            try:
                self.tell(self.list_all())
                return
            except (OSError, imaplib.IMAP4.error) as lost:
                print(f"attempt {attempt}: {lost}", file=sys.stderr)
                time.sleep(0.2)
        sys.exit("the server cannot be reached")

    def list_all(self):
        box = imaplib.IMAP4(self.start["host"], self.start["port"])
        box.login(self.start["user"], self.start["password"])
        folders = {}
        for row in box.list()[1]:
            flags, name = re.match(rb'\((.*?)\) (?:"[^"]*"|NIL) (.+)', row).groups()
            if re.search(rb"\\(Noselect|NonExistent)", flags, re.I):
                continue
            quoted = name if name.startswith(b'"') else b'"' + name + b'"'
            box.select(quoted.decode(), readonly=True)
            epoch = int(box.response("UIDVALIDITY")[1][0])
            uids = [int(re.search(rb"UID (\d+)", row).group(1)) for row in box.fetch("1:*", "(UID)")[1] if row] if self.exists(box) else []
            path = name.decode().strip('"')
            folders["INBOX" if path.upper() == "INBOX" else path] = {"epoch": epoch, "uids": sorted(uids)}
        box.logout()
        return folders

    @staticmethod
    def exists(box):
        return int(box.response("EXISTS")[1][-1] or 0) > 0

    def tell(self, now):
        if self.known is None:
            self.event("accountInitialized", None, "", {})
        else:
            self.tell_changes(now)
        self.known = now
        with open(self.file + ".new", "w") as file:
            json.dump(now, file)
        os.replace(self.file + ".new", self.file)

    def tell_changes(self, now):
        for path, folder in now.items():
            before = self.known.get(path)
            if before is None:
                self.event("mailboxNew", path, folder["epoch"], self.mailbox(path))
                before = {"epoch": folder["epoch"], "uids": []}
            elif before["epoch"] != folder["epoch"]:
                self.event("mailboxReset", path, folder["epoch"], {**self.mailbox(path), "uidValidity": folder["epoch"], "prevUidValidity": before["epoch"], "reason": "uidValidityChange"})
                continue
            for uid in folder["uids"]:
                if uid not in before["uids"]:
                    self.message("messageNew", path, folder["epoch"], uid)
            for uid in before["uids"]:
                if uid not in folder["uids"] and not FORGETS_DELETIONS:
                    self.message("messageDeleted", path, folder["epoch"], uid)
        for path in self.known:
            if path not in now:
                self.event("mailboxDeleted", path, self.known[path]["epoch"], self.mailbox(path))

    @staticmethod
    def mailbox(path):
        return {"path": path, "name": path.rsplit("/", 1)[-1], "specialUse": False}

    def message(self, name, path, epoch, uid):
        key = base64.urlsafe_b64encode(struct.pack(">II", 1, uid)).decode().rstrip("=")
        self.event(name, path, f"{epoch}/{uid}", {"id": key, "uid": uid})

    def event(self, name, path, what, data):
        envelope = {"account": self.start["user"], "date": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())}
        if path is not None:
            envelope["path"] = path
        say({"event": {**envelope, "event": name, "eventId": f"{name}/{path}/{what}", "data": data}})


def main():
    tracker = None
    for line in sys.stdin:
        command = json.loads(line)
        if command["do"] == "start":
            tracker = Tracker(command)
        elif command["do"] == "settle":
            tracker.settle()
            say({"settled": True})
        elif command["do"] == "stop":
            return


main()
