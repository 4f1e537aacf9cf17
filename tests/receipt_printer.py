"""A receipt printer, on TCP or behind a terminal: it answers, runs out of paper, stalls, hangs up."""

import os
import socket
import tty
from contextlib import closing
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event, Thread
from typing import Literal, Self

from tests.receipt import Reader, Receipt

Manner = Literal["ok", "low", "empty", "runs_out", "open_cover", "mute", "old", "stalls", "hangs_up"]
"""`old` never answers in its turn; `stalls` takes the first bytes and answers, then nothing more."""


@dataclass
class Head:
    """What the printer makes of bytes, and what it answers."""

    manner: Manner = "ok"
    reader: Reader = field(default_factory=Reader)
    forgot: Event = field(default_factory=Event)

    @property
    def receipt(self) -> Receipt:
        return self.reader.receipt

    def hear(self, data: bytes) -> bytes:
        """The answers to these bytes."""
        return b"".join(self._answer(question) for question in self.reader.feed(data))

    def _answer(self, question: bytes) -> bytes:
        if question[:2] == b"\x10\x14":
            self.forgot.set()
        if self.manner == "mute" or question[:2] == b"\x10\x14":
            return b""
        if question == b"\x10\x04\x04":
            return bytes([0x12 | self._paper()])
        if question == b"\x10\x04\x01":
            return bytes([0x12 | (0x08 if self.manner == "open_cover" else 0)])
        assert question == b"\x1dr\x01"
        if self.manner in {"old", "runs_out"}:
            return b""
        return bytes([0x03 if self.manner == "low" else 0])

    def _paper(self) -> int:
        ran_out = self.manner == "runs_out" and bool(self.receipt.lines)
        if self.manner == "empty" or ran_out:
            return 0x60
        return 0x0C if self.manner == "low" else 0


class TcpPrinter:
    """Listens on 127.0.0.1 until closed; one connection at a time, as printers do."""

    def __init__(self, manner: Manner = "ok") -> None:
        self.head = Head(manner)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self.served: SimpleQueue[None] = SimpleQueue()
        """One entry a connection that is over."""
        self._closed = Event()
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(10)
        assert not self._thread.is_alive()

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with closing(connection):
                self._serve(connection)
            self.served.put(None)

    def _serve(self, connection: socket.socket) -> None:
        while not self._closed.is_set():
            try:
                data = connection.recv(1024)
                if not data:
                    return
                connection.sendall(self.head.hear(data))
            except OSError:
                return
            if self.head.manner == "hangs_up" and self.head.receipt.lines:
                return
            if self.head.manner == "stalls" and self.head.receipt.lines:
                self._closed.wait(30)


class TerminalPrinter:
    """Behind a pseudo-terminal: what a serial line or a USB device file is to who writes."""

    def __init__(self, manner: Manner = "ok") -> None:
        self.head = Head(manner)
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.device = os.ttyname(self._slave)
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()
        self._thread.join(10)
        assert not self._thread.is_alive()

    def unplug(self) -> None:
        """Nothing holds the line open any more."""
        if self._slave >= 0:
            os.close(self._slave)
            self._slave = -1

    def _serve(self) -> None:
        with closing(os.fdopen(self._master, "r+b", buffering=0)) as line:
            while True:
                try:
                    answers = self.head.hear(line.read(1024) or b"")
                    if answers:
                        line.write(answers)
                except OSError:  # nobody has it open any more
                    return
