"""A child process that is never trusted: spoken to over pipes, with a deadline, and killed with all it started."""

import contextlib
import fcntl
import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from typing import IO, Final

from voices.engines.protocol import Wanted
from voices.faults import Fault

LOOK: Final = 0.05
"""Seconds between two looks at whether the answer is still wanted: a healthy worker has long answered by then."""
_DYING_S: Final = 1.0
"""Seconds that a killed process is waited for."""
_PIECE: Final = 65_536
_PIPE: Final = 1 << 20
"""Bytes that a pipe may hold: a whole sentence, so that neither end waits for the other to wake."""


class Child:
    """One running program, its standard input and output ours, its messages thrown away (they may quote the text)."""

    def __init__(self, process: subprocess.Popen[bytes], *, stays: bool) -> None:
        self._process = process
        self._stays = stays
        self._handle = os.pidfd_open(process.pid)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)
        if process.stdout is not None:
            with contextlib.suppress(OSError):  # refused where the machine has many such pipes: slower, that is all
                fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, _PIPE)

    @classmethod
    def start(
        cls, command: Sequence[str], *, stays: bool = False, out: int | IO[bytes] = subprocess.PIPE
    ) -> "Child | Fault":
        """Start `command` at the head of a process group of its own.

        One that `stays` is asked again and again; of another the input ends with the first words. `out` may be a file.
        """
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,
            )
        except OSError as error:
            return Fault(f"{os.path.basename(command[0])} cannot be started: {error.strerror}")  # noqa: PTH119
        return cls(process, stays=stays)

    def talk(self, said: bytes, until: float, wanted: Wanted) -> Iterator[bytes | Fault]:
        """Write `said`, and yield what is answered meanwhile, piece by piece, until the child ends by itself.

        A `Fault` is the last thing yielded: at the monotonic time `until`, or when the answer is wanted no longer.
        """
        poller, rest, look = self._poller(bool(said)), memoryview(said), time.monotonic() + LOOK
        while True:
            now = time.monotonic()
            if now >= until:
                yield Fault("did not answer in time")
                return
            if now >= look:
                look = now + LOOK
                if not wanted():
                    yield Fault("was interrupted")
                    return
            ready = {handle for handle, _ in poller.poll(max(1.0, (min(until, look) - now) * 1000))}
            rest = self._write(poller, ready, rest)
            piece = self._read(poller, ready)
            if piece:
                yield piece
            elif self._handle in ready:
                return

    def _poller(self, writing: bool) -> select.poll:  # noqa: FBT001 - private, and its one caller names it
        poller = select.poll()
        poller.register(self._handle, select.POLLIN)
        if self._process.stdout is not None:
            poller.register(self._process.stdout, select.POLLIN)
        if writing and self._process.stdin is not None:
            poller.register(self._process.stdin, select.POLLOUT)
        elif self._process.stdin is not None and not self._stays:
            self._process.stdin.close()
        return poller

    def _write(self, poller: select.poll, ready: set[int], rest: memoryview) -> memoryview:
        """Write some of `rest`; a child that reads no more is judged by what it answers."""
        pipe = self._process.stdin
        if not rest or pipe is None or pipe.closed or pipe.fileno() not in ready:
            return rest
        try:
            rest = rest[os.write(pipe.fileno(), rest) :]
        except BlockingIOError:
            return rest
        except BrokenPipeError:
            rest = memoryview(b"")
        if not rest:
            poller.unregister(pipe)
            if not self._stays:
                pipe.close()
        return rest

    def _read(self, poller: select.poll, ready: set[int]) -> bytes:
        pipe = self._process.stdout
        if pipe is None or pipe.fileno() not in ready:
            return b""
        try:
            piece = os.read(pipe.fileno(), _PIECE)
        except BlockingIOError:
            return b""
        if not piece:
            poller.unregister(pipe)
        return piece

    def end(self) -> int:
        """Kill what is left of the whole group; return how the child had ended, a negative number when killed."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        # A process that waits for a broken disk dies only when the disk answers: it is left to its fate.
        dead = select.select([self._handle], [], [], _DYING_S)[0]
        status = self._process.wait() if dead else -signal.SIGKILL
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        os.close(self._handle)
        return status
