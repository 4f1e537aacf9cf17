"""One sound to the loudspeaker: an `aplay` child fed raw samples, killed to fall silent at once."""

import fcntl
import os
import select
import subprocess
import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Final

from voices.pcm import WIDTH, numbers

_NARROW, _WIDE = 4096, 65536
"""Bytes a pipe holds: narrow until the child has taken the first of them, wide after, against hiccups of ours."""
_BUFFER_US, _PERIOD_US = 200_000, 25_000
_LATE: Final = 3.0
"""Seconds without taking anything, or beyond the length of a sound, after which the device is stuck."""
_GRACE_S: Final = 1.0
"""Seconds for a killed child to be gone; one that the kernel holds for longer is left to it."""
GAINS: Final = (0.16, 0.28, 0.45, 0.7, 1.0)
"""Of the five levels: 16, 11, 7, 3 and 0 dB below the clip; never above it, so nothing is ever clipped."""
_UNIT: Final = 256


class Played(Enum):
    """How a sound ended."""

    WHOLE = "whole"
    KILLED = "killed"
    FAILED = "failed"
    """Nothing was heard, or no longer: no device, no aplay, or a device that is stuck."""


def scaled(pieces: Iterable[bytes], gain: float) -> Iterator[bytes]:
    """Yield `pieces` (16-bit samples) at `gain` (0.0 to 1.0)."""
    factor = round(gain * _UNIT)
    for piece in pieces:
        if factor == _UNIT:
            yield piece
        else:
            yield array("h", [value * factor // _UNIT for value in numbers(piece)]).tobytes()


def _filled(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield `pieces`, and silence behind a short sound: only what is beyond the pipe's size shows that it was taken."""
    length = 0
    for piece in pieces:
        length += len(piece)
        yield piece
    yield bytes(max(0, 2 * _NARROW + WIDTH - length))


def _ended(process: subprocess.Popen[bytes], late: float) -> bool:
    """Wait for the child's end, until the monotonic time `late` (`Popen.wait` would look only every 50 ms)."""
    try:
        handle = os.pidfd_open(process.pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], max(0.0, late - time.monotonic()))[0])
    finally:
        os.close(handle)


class Aplay:
    """One `aplay` for one sound. `play` blocks its thread; `kill`, from any thread, does not."""

    def __init__(self, device: str) -> None:
        self.device = device
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = False

    def start(self, rate: int) -> bool:
        """Start the child for samples at `rate` Hz; False when there is no aplay. Once only."""
        shape = ["-t", "raw", "-f", "S16_LE", "-c", "1", "-r", str(rate)]
        buffers = [f"--buffer-time={_BUFFER_US}", f"--period-time={_PERIOD_US}"]
        try:
            self._process = subprocess.Popen(
                ["aplay", "-q", "-D", self.device, *shape, *buffers, "-"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pipesize=_NARROW,
                bufsize=0,
            )
        except OSError:
            return False
        if self._killed:
            self._process.kill()
        return True

    def kill(self) -> None:
        """Fall silent now; `play` then returns."""
        self._killed = True
        if self._process is not None:
            self._process.kill()

    def play(self, pieces: Iterable[bytes], duration: float, on_heard: Callable[[], None]) -> Played:
        """Play `pieces`, `duration` seconds in all, after `start`; `on_heard`: when the device takes the first."""
        process = self._process
        if process is None or process.stdin is None:
            return Played.FAILED
        end = time.monotonic() + duration
        with process.stdin as pipe:
            os.set_blocking(pipe.fileno(), False)
            fed = self._feed(pipe.fileno(), pieces, on_heard)
        if not (fed and _ended(process, end + _LATE)):
            process.kill()
            if not _ended(process, time.monotonic() + _GRACE_S):
                return Played.FAILED
        status = process.wait()
        if self._killed:
            return Played.KILLED
        return Played.WHOLE if fed and status == 0 else Played.FAILED

    def _feed(self, pipe: int, pieces: Iterable[bytes], on_heard: Callable[[], None]) -> bool:
        """Write all samples; False when the child ended or took none for too long."""
        written, heard = 0, False
        for piece in _filled(pieces):
            rest = memoryview(piece)
            while rest:
                if not select.select([], [pipe], [], _LATE)[1] or self._killed:
                    return False
                try:
                    count = os.write(pipe, rest)
                except BlockingIOError:
                    continue
                except BrokenPipeError:
                    return False
                written, rest = written + count, rest[count:]
                if not heard and written > _NARROW:
                    heard = True
                    fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _WIDE)
                    on_heard()
        return True
