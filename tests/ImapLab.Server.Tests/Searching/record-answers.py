"""Writes down what a real Dovecot answers to the commands of the tables in this folder.

    record-answers.py PORT TABLE...

A table is a text file: messages, each after a line "%% message DATE FLAGS" (DATE as in INTERNALDATE, "_" for a blank), then after
a line "%% commands" one command a line, each with " => " and its untagged replies parted by " | ", or the tagged one where it is
not OK. In messages and commands "\\xNN" is an octet. Only what stands after " => " is written anew.
Any user may log in with the password "secret"; the user is new for each table, so the mailbox is empty at first.
"""
import os
import re
import socket
import sys


def octets(text):
    return re.sub(rb"\\x([0-9a-fA-F]{2})", lambda m: bytes([int(m.group(1), 16)]), text.encode())


class Client:
    def __init__(self, port, user):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.file = self.socket.makefile("rb")
        self.file.readline()
        self.say(b"LOGIN %s secret" % user.encode())

    def say(self, command):
        self.socket.sendall(b"t1 " + command + b"\r\n")
        replies = []
        while True:
            line = self.file.readline()
            if not line:
                raise SystemExit("connection closed after %r" % command)
            while (literal := re.search(rb"\{(\d+)\}\r\n$", line)):
                line += self.file.read(int(literal.group(1))) + self.file.readline()
            line = line[:-2].decode("utf-8", "backslashreplace")
            if line.startswith("t1 "):
                return replies if line.startswith("t1 OK") else [re.sub(r" \([\d. +]+ secs\)\.?$", "", line)[3:].split("]")[0].split(" ")[0]
                    + (" " + line.split(" ")[2] if "[" in line else "")]
            replies.append(line)


def record(port, path):
    text = open(path, encoding="utf-8").read()
    head, commands = text.split("%% commands\n")
    client = Client(port, "%s-%d" % (re.sub(r"\W", "", os.path.basename(path)), os.getpid()))
    for part in re.split(r"^%% message ", head, flags=re.M)[1:]:
        first, body = part.split("\n", 1)
        date, _, flags = first.partition(" ")
        message = octets(body.replace("\n", "\r\n"))
        client.say(b'APPEND INBOX (%s) "%s" {%d+}\r\n' % (flags.encode(), date.replace("_", " ").encode(), len(message)) + message)
    client.say(b"SELECT INBOX")
    lines = []
    for line in commands.splitlines():
        command = line.split(" => ")[0]
        if command.strip() and not command.startswith("#"):
            line = command + " => " + " | ".join(client.say(octets(command)))
        lines.append(line.rstrip())
    with open(path, "w", encoding="utf-8") as file:
        file.write(head + "%% commands\n" + "\n".join(lines) + "\n")


for table in sys.argv[2:]:
    record(int(sys.argv[1]), table)
