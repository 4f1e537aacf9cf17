"""What stands for the internet in a container: names, and servers that greet. Run inside, by its own Python.

    outside.py NAMES.json ADDRESS...

Answers names at the first address, port 53, as NAMES.json has them ({"name": "192.0.2.7"}, a name of another one as
"=other.name"), and greets whoever connects to port 443, 80 or 22 of any. Says "ready" when all are there.
"""

import json
import selectors
import socket
import struct
import sys
from pathlib import Path

A, CNAME, NXDOMAIN = 1, 5, 3
PORTS = (443, 80, 22)
HEAD = 12
"""Bytes before the name; who sends no more only knocks."""


def answer(question: bytes, names: dict[str, str]) -> bytes:
    """Return the answer to a question of DNS; only IPv4 addresses are known here."""
    labels, at = [], 12
    while length := question[at]:
        labels.append(question[at + 1 : at + 1 + length].decode("ascii"))
        at += 1 + length
    (kind,) = struct.unpack_from("!H", question, at + 1)
    asked = question[12 : at + 5]
    name = ".".join(labels).lower()
    records = list(records_of(name, names)) if kind == A else []
    code = 0 if name in names else NXDOMAIN
    head = question[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, len(records), 0, 0)
    return head + asked + b"".join(records)


def records_of(name: str, names: dict[str, str]) -> list[bytes]:
    """The addresses of a name, by way of those it is another word for."""
    value = names.get(name, "")
    if value.startswith("="):
        return [record(name, CNAME, wire(value[1:])), *records_of(value[1:], names)]
    return [record(name, A, socket.inet_aton(value))] if value else []


def record(name: str, kind: int, data: bytes) -> bytes:
    """One line of an answer, good for a minute."""
    return wire(name) + struct.pack("!HHIH", kind, 1, 60, len(data)) + data


def wire(name: str) -> bytes:
    """A name as it stands in a packet."""
    return b"".join(bytes([len(part)]) + part.encode("ascii") for part in name.split(".")) + b"\0"


def main() -> None:
    """Serve until it is killed."""
    names = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    selector = selectors.DefaultSelector()
    asked = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    asked.bind((sys.argv[2], 53))
    selector.register(asked, selectors.EVENT_READ)
    for address in sys.argv[2:]:
        for port in PORTS:
            selector.register(socket.create_server((address, port)), selectors.EVENT_READ)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        for key, _ in selector.select():
            if key.fileobj is asked:
                question, who = asked.recvfrom(4096)
                if len(question) > HEAD:
                    asked.sendto(answer(question, names), who)
            else:
                one, _ = key.fileobj.accept()  # type: ignore[union-attr]
                one.sendall(b"hello\n")
                one.close()


if __name__ == "__main__":
    main()
