"""DevTools over two pipes: JSON messages that end in NUL. One thread owns a `Pipe`; `wake` alone is for the others."""

import contextlib
import fcntl
import json
import os
import select
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from kiosk.official_site.browser.joined import Joined

Data = dict[str, Any]
"""A JSON object of the protocol."""

MOST: Final = 48 << 20
"""Bytes of one message, at most: a picture of the largest panel is 2 MB, the tree of a huge page 20."""
_PATIENCE_S: Final = 5.0
"""Seconds that an answer may take: on a Pi at a third of one core the slowest took 0.6."""
_PIPE: Final = 1 << 20
_PIECE: Final = 1 << 18


class End(Enum):
    """Why nothing comes from a browser."""

    ENDED = "ended"
    """The other end of the pipe is closed: it died, or was killed."""
    SILENT = "silent"
    """It did not answer, or did not read, in time."""
    RUBBISH = "rubbish"
    """It sent what is no message, or a message without end."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was asked for."""

    data: Data = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The browser would not: the target is gone, the node is no more, the method is unknown."""

    message: str


Answer = Reply | Refusal | End
Then = Callable[[Answer], None]
Heard = Callable[[Data, str], None]
"""Gets the parameters of an event, and the session ("" for the browser itself) in which it happened."""


class Pipe:
    """The two ends that are ours. What is subscribed runs while messages are read: it may `ask`, it may not `call`."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._nap, self._alarm = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._joined = Joined(b"\0", MOST)
        self._number = 0
        self._waiting: dict[int, Then] = {}
        self._heard: dict[str, list[Heard]] = {}
        self._reading = False
        self._open = threading.Lock()
        self._closed = False
        self.end: End | None = None
        """Why this pipe is of no more use; None while it is."""
        for pipe in (to, back):
            os.set_blocking(pipe, False)
            with contextlib.suppress(OSError):  # refused where a user has many such pipes: slower, that is all
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)

    def on(self, method: str, heard: Heard) -> None:
        """Have each event of that name told, in every session, in the order in which they come."""
        self._heard.setdefault(method, []).append(heard)

    def post(self, method: str, parameters: Data | None = None, session: str = "") -> None:
        """Tell the browser to do something; what it answers is of no interest."""
        self.ask(method, parameters, session, _nothing)

    def ask(self, method: str, parameters: Data | None, session: str, then: Then) -> None:
        """Ask, and have `then` told the answer by whoever reads on; by an `End` when there will be none."""
        if self.end is not None:
            then(self.end)
            return
        self._number += 1
        message: Data = {"id": self._number, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        self._waiting[self._number] = then
        self._write(json.dumps(message).encode() + b"\0")

    def call(
        self, method: str, parameters: Data | None = None, session: str = "", *, seconds: float = _PATIENCE_S
    ) -> Answer:
        """Ask, and wait for the answer; events that come meanwhile are told at once."""
        if self._reading:
            raise RuntimeError(f"{method}: what is subscribed may not wait for an answer")
        answers: list[Answer] = []
        self.ask(method, parameters, session, answers.append)
        number, until = self._number, time.monotonic() + seconds
        while not answers and self._wait(until):
            self._read()
        if not answers:  # a late answer is of no interest, and the pipe is still good
            self._waiting[number] = _nothing
        return answers[0] if answers else End.SILENT

    def pump(self, seconds: float) -> End | None:
        """Read what is there, waiting for it at most so long; return why nothing more will come, if so."""
        if self._wait(time.monotonic() + seconds):
            self._read()
        return self.end

    def wake(self) -> None:
        """End a `pump` that waits. Any thread may."""
        with self._open, contextlib.suppress(BlockingIOError):  # full: it is being woken already
            if not self._closed:
                os.write(self._alarm, b"!")

    def close(self) -> None:
        """Let go of the pipes; what still waits is told that it ended."""
        self._finish(End.ENDED)
        with self._open:
            pipes = () if self._closed else (self._to, self._back, self._nap, self._alarm)
            self._closed = True
            for pipe in pipes:
                os.close(pipe)

    def _wait(self, until: float) -> bool:
        """Wait until something can be read, or somebody wakes; False when the time is over or the pipe ended."""
        if self.end is not None:
            return False
        seconds = max(0.0, until - time.monotonic())
        ready = select.select([self._back, self._nap], [], [], seconds)[0]
        if self._nap in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._nap, _PIECE)
        return bool(ready)

    def _read(self) -> None:
        try:
            piece = os.read(self._back, _PIECE)
        except BlockingIOError:
            return
        messages = self._joined.add(piece) if piece else None
        if messages is None:
            self._finish(End.RUBBISH if piece else End.ENDED)
            return
        self._reading = True
        try:
            for message in messages:
                self._tell(message)
        finally:
            self._reading = False

    def _tell(self, text: bytes) -> None:
        message = _message(text)
        if message is None:
            self._finish(End.RUBBISH)
        elif "id" in message:
            refused = message.get("error")
            answer = Reply(message.get("result", {})) if refused is None else Refusal(str(refused.get("message", "")))
            self._waiting.pop(message["id"], _nothing)(answer)
        else:
            for heard in self._heard.get(message["method"], ()):
                heard(message.get("params", {}), message.get("sessionId", ""))

    def _write(self, rest: bytes) -> None:
        until = time.monotonic() + _PATIENCE_S
        while rest:
            try:
                rest = rest[os.write(self._to, rest) :]
            except BlockingIOError:
                if not select.select([], [self._to], [], max(0.0, until - time.monotonic()))[1]:
                    self._finish(End.SILENT)
                    return
            except BrokenPipeError:
                self._finish(End.ENDED)
                return

    def _finish(self, why: End) -> None:
        if self.end is None:
            self.end = why
        waiting, self._waiting = self._waiting, {}
        for then in waiting.values():
            then(why)


def _message(text: bytes) -> Data | None:
    """Return an answer or an event; None where it is neither."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):  # the latter where things stand in things without end
        return None
    whole = isinstance(message, dict) and (isinstance(message.get("method"), str) or isinstance(message.get("id"), int))
    return message if whole else None


def _nothing(_: Answer) -> None:
    """Take an answer that nobody waits for."""
