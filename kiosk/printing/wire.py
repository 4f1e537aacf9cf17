"""A device or a connection that never blocks: all that is written and read has a deadline."""

import os
from collections.abc import Callable
from select import POLLERR, POLLHUP, POLLIN, POLLNVAL, POLLOUT, poll
from time import monotonic

_CHUNK = 512
"""Bytes written at once: a slow line then tells how far it has come."""


class Wire:
    """Over a file descriptor in non-blocking mode. Every method may raise OSError: the other end is gone."""

    def __init__(
        self, descriptor: int, close: Callable[[], None], drop: Callable[[], None], *, ends: bool = True
    ) -> None:
        """`drop`: makes what was written and has not left yet never leave. `ends`: reading nothing means its end."""
        self._descriptor = descriptor
        self._close = close
        self._drop = drop
        self._ends = ends
        self._answers = b""

    def write(self, data: bytes, until: float) -> None:
        """Write all of it. Raises TimeoutError when not all has gone by `until` (monotonic seconds)."""
        rest = memoryview(data)
        while rest:
            if not self._ready(POLLOUT, until):
                raise TimeoutError
            if self._ready(POLLIN, 0):
                self._answers += self._read()  # a printer that is not listened to may stop listening
            rest = rest[self._written(rest[:_CHUNK]) :]

    def read(self, until: float) -> bytes:
        """What has come since, waiting for it; nothing where nothing came by `until`."""
        if not self._answers and self._ready(POLLIN, until):
            self._answers = self._read()
        answers, self._answers = self._answers, b""
        return answers

    def drop(self) -> None:
        """Take back what has not left this machine yet: it must not come out later, before somebody else."""
        self._drop()

    def close(self) -> None:
        """Once; what is on its way still goes, unless it was dropped."""
        self._close()

    def _ready(self, event: int, until: float) -> bool:
        waiting = poll()
        waiting.register(self._descriptor, event)
        found = waiting.poll(max(0.0, until - monotonic()) * 1000)
        if not found:
            return False
        if found[0][1] & event:
            return True
        if found[0][1] & (POLLERR | POLLHUP | POLLNVAL):
            raise BrokenPipeError
        return False

    def _written(self, chunk: memoryview) -> int:
        try:
            return os.write(self._descriptor, chunk)
        except BlockingIOError:
            return 0

    def _read(self) -> bytes:
        try:
            found = os.read(self._descriptor, 256)
        except BlockingIOError:
            return b""
        if not found and self._ends:
            raise BrokenPipeError
        return found
