#!/usr/bin/env python3
"""Asks Debian's Dovecot what is inside each message of Corpus/ and keeps its answers as NAME.dovecot.json.

    ./record-from-dovecot.py            # the whole corpus
    ./record-from-dovecot.py nested     # some of it
    ./record-from-dovecot.py --previews # only PREVIEW, of the corpus and of Previews/, all into previews.dovecot.json

It needs the package dovecot-imapd and, for Dovecot to drop its privileges, root. Dovecot's `imap` program speaks on
stdin and stdout (PREAUTH) with a configuration and a maildir of its own, so nothing listens and nothing is shared with
a Dovecot that the system runs. All texts in the answers are Latin-1: one character is one byte.
"""
import json
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import sys
import tempfile

CORPUS = pathlib.Path(__file__).resolve().parent / "Corpus"
PREVIEWS = CORPUS.parent / "Previews"
IMAP = "/usr/lib/dovecot/imap"
FIELDS = ["subject", "FROM", "X-A", "Received", "Content-Type", "X-Absent"]
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|\{(?P<length>\d+)\}\r\n|[^ ()]+', re.DOTALL)
CONF = """
mail_location = maildir:{home}/mail
base_dir = {home}/run
log_path = {home}/log
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
"""


class Dovecot:
    """One PREAUTH connection to a Dovecot of our own."""

    def __init__(self, home):
        user = pwd.getpwnam("nobody")
        for folder in ("", "mail", "run"):
            os.makedirs(os.path.join(home, folder), exist_ok=True)
            os.chown(os.path.join(home, folder), user.pw_uid, user.pw_gid)
        conf = os.path.join(home, "dovecot.conf")
        with open(conf, "w", encoding="ascii") as file:
            file.write(CONF.format(home=home, uid=user.pw_uid, gid=user.pw_gid))
        self.process = subprocess.Popen(
            [IMAP, "-c", conf], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={"USER": "nobody", "HOME": home})
        self.line()
        self.ask(b"CREATE corpus")
        self.ask(b"SELECT corpus")

    def line(self):
        """One line with the literals in it."""
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("Dovecot hung up")
        if line.endswith(b"}\r\n"):
            length = int(line[line.rindex(b"{") + 1:-3])
            return line + self.process.stdout.read(length) + self.line()
        return line

    def ask(self, command):
        """Sends a command; gives the untagged lines."""
        self.process.stdin.write(b"a " + command + b"\r\n")
        self.process.stdin.flush()
        lines = []
        while True:
            line = self.line()
            if line.startswith(b"a OK"):
                return lines
            if line.startswith(b"a "):
                raise RuntimeError(f"{command[:60]!r}: {line!r}")
            lines.append(line)

    def append(self, message):
        """Stores a message, and gives its sequence number."""
        self.ask(b"APPEND corpus {%d+}\r\n" % len(message) + message)
        return len([line for line in self.ask(b"FETCH 1:* (UID)") if b"FETCH (" in line])

    def fetch(self, number, item):
        """The wire form of what follows the item's name."""
        for line in self.ask(b"FETCH %d (%s)" % (number, item.encode("ascii"))):
            start = line.find(b" FETCH (")
            if start >= 0 and b"BODY" in line or b"ENVELOPE" in line:
                value = line[start + len(" FETCH ("):-len(")\r\n")]
                name = value.index(b"] ") + 2 if value.startswith(b"BODY[") else value.index(b" ") + 1
                return value[name:]
        raise RuntimeError(f"no answer to FETCH {item}")

    def section(self, number, name):
        """The bytes of a section, or None for NIL."""
        return self.string(self.fetch(number, f"BODY.PEEK[{name}]"))

    def preview(self, number):
        """The bytes of PREVIEW."""
        lines = self.ask(b"FETCH %d (PREVIEW)" % number)
        value = next(line for line in lines if b"PREVIEW" in line)
        return self.string(value[value.index(b"PREVIEW ") + len(b"PREVIEW "):-len(b")\r\n")])

    @staticmethod
    def string(value):
        if value == b"NIL":
            return None
        if value.startswith(b"{"):
            return value[value.index(b"\r\n") + 2:]
        return value[1:-1].replace(b'\\"', b'"').replace(b"\\\\", b"\\")

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)


def latin1(value):
    return None if value is None else value.decode("latin-1")


def parse(text):
    """A BODYSTRUCTURE as nested lists of bytes; NIL is None."""
    place = 0

    def value():
        nonlocal place
        if text[place:place + 1] == b"(":
            place += 1
            items = []
            while text[place:place + 1] != b")":
                if text[place:place + 1] == b" ":
                    place += 1
                else:
                    items.append(value())
            place += 1
            return items
        match = TOKEN.match(text, place)
        if match.group("length"):
            place = match.end() + int(match.group("length"))
            return text[match.end():place]
        place = match.end()
        return None if match.group() == b"NIL" else match.group().strip(b'"')

    return value()


def part_numbers(structure):
    """The part numbers of a structure, and after the last of each level one that names nothing."""
    if isinstance(structure[0], list):
        children = [child for child in structure if isinstance(child, list)]
        children = children[:next((i for i, child in enumerate(structure) if not isinstance(child, list)), len(children))]
    else:
        children = [structure]
    for place, child in enumerate(children, 1):
        yield str(place)
        below = []
        if isinstance(child[0], list):
            below = part_numbers(child)
        elif child[0].lower() == b"message" and (child[1] or b"").lower() == b"rfc822":
            below = part_numbers(child[8])
        elif len(children) > 1:
            below = ["1"]
        yield from (f"{place}.{part}" for part in below)
    yield str(len(children) + 1)


def sections(dovecot, number, structure):
    fields = " ".join(FIELDS)
    names = ["", "HEADER", "TEXT", f"HEADER.FIELDS ({fields})", f"HEADER.FIELDS.NOT ({fields})"]
    for part in part_numbers(structure):
        names += [part, f"{part}.MIME", f"{part}.HEADER", f"{part}.TEXT", f"{part}.HEADER.FIELDS ({fields})"]
    return {name: latin1(dovecot.section(number, name)) for name in names}


def record(dovecot, path):
    number = dovecot.append(path.read_bytes())
    answers = {name: latin1(dovecot.fetch(number, name)) for name in ("ENVELOPE", "BODY", "BODYSTRUCTURE")}
    structure = parse(dovecot.fetch(number, "BODYSTRUCTURE"))
    answers["sections"] = sections(dovecot, number, structure)
    target = path.with_suffix(".dovecot.json")
    target.write_text(json.dumps(answers, indent=1, ensure_ascii=True) + "\n", encoding="ascii")


def record_previews(dovecot):
    paths = sorted(CORPUS.glob("*.eml")) + sorted(PREVIEWS.glob("*.eml"))
    answers = {path.stem: dovecot.preview(dovecot.append(path.read_bytes())).decode("utf-8") for path in paths}
    target = PREVIEWS / "previews.dovecot.json"
    target.write_text(json.dumps(answers, indent=1, ensure_ascii=True) + "\n", encoding="ascii")


def main(names):
    if not os.path.exists(IMAP):
        sys.exit(f"{IMAP} is missing: install dovecot-imapd")
    home = tempfile.mkdtemp(prefix="record-from-dovecot-")
    dovecot = Dovecot(home)
    try:
        if names == ["--previews"]:
            return record_previews(dovecot)
        for path in sorted(CORPUS.glob("*.eml")):
            if not names or path.stem in names:
                record(dovecot, path)
                print(path.stem)
    finally:
        dovecot.close()
        shutil.rmtree(home)


if __name__ == "__main__":
    main(sys.argv[1:])
