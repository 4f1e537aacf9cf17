"""A worker that stays, for an engine that lives in a library: asked in frames, killed at the first wrong byte."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from voices.engines import frames
from voices.engines.child import Child
from voices.engines.protocol import Wanted
from voices.faults import Fault

_REASONS: Final = {
    frames.NO_LIBRARY: "cannot load its library",
    frames.NO_VOICE: "has not the voice",
    frames.NO_SOUND: "made no sound of a text",
}

ENDED: Final = Fault("ended by itself")


@dataclass(frozen=True, slots=True)
class Answer:
    """A frame that a worker sent, and that was asked for."""

    number: int
    body: bytes


class Worker:
    """Starts when first asked; a worker that did anything wrong is gone, and the next question starts another."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._child: Child | None = None
        self.ready: Answer | None = None
        """What the running worker said of itself; None: there is none."""

    def start(self, seconds: float, wanted: Wanted) -> Fault | None:
        """Start the worker if there is none; return why it cannot be."""
        if self._child is not None:
            return None
        child = Child.start(self._command, stays=True)
        if isinstance(child, Fault):
            return child
        self._child = child
        hello = self._answer(frames.READY, b"", frames.GREETING, time.monotonic() + seconds, wanted)
        if isinstance(hello, Fault):
            return hello
        self.ready = hello
        return None

    def ask(self, request: bytes, most: int, seconds: float, wanted: Wanted) -> Answer | Fault:
        """Return the sound that a running worker makes of a request, of `most` bytes at most."""
        return self._answer(frames.SOUND, request, most, time.monotonic() + seconds, wanted)

    def _answer(self, kind: bytes, said: bytes, most: int, until: float, wanted: Wanted) -> Answer | Fault:
        """Return the one answer to `said`. Anything else ends the worker, except a refusal: that is an answer."""
        heard = self._frame(said, most, until, wanted)
        if isinstance(heard, Fault):
            self.close()
            return heard
        got, number, body = heard
        if got == frames.REFUSED:
            return Fault(_REASONS[number])
        if got != kind:
            self.close()
            return Fault("answered rubbish")
        return Answer(number, body)

    def _frame(self, said: bytes, most: int, until: float, wanted: Wanted) -> tuple[bytes, int, bytes] | Fault:
        if self._child is None:
            return Fault("is not running")
        heard = bytearray()
        for piece in self._child.talk(said, until, wanted):
            if isinstance(piece, Fault):
                return piece
            heard += piece
            if len(heard) < frames.HEADER.size:
                continue
            header = frames.read_header(bytes(heard[: frames.HEADER.size]), most)
            if header is None or len(heard) > frames.HEADER.size + header[2]:
                return Fault("answered rubbish")
            if len(heard) == frames.HEADER.size + header[2]:
                return header[0], header[1], bytes(heard[frames.HEADER.size :])
        return ENDED

    def close(self) -> None:
        """Kill the worker, if there is one."""
        child, self._child, self.ready = self._child, None, None
        if child is not None:
            child.end()
