"""One text, one run of a program: told the words on its input, so that no list of processes shows them."""

import io
import os
import shutil
import struct
import tempfile
import time
import wave
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from voices.engines.child import Child
from voices.engines.frames import HIGHEST_RATE, LOWEST_RATE
from voices.engines.limits import LONGEST, MARKS, Limits, most_bytes
from voices.engines.protocol import Wanted
from voices.faults import Fault
from voices.pcm import WIDTH, Pcm

_HEADER: Final = 4_096
"""Bytes that a WAV file may have beside its sound."""
_SHORTEST_S: Final = 0.05
"""Seconds: no word is shorter, but a complaint where raw sound should be is."""
_OUT: Final = Path("/proc/self/fd/1")
"""What a program sees as its standard output, by the name of a file."""
_BOUNDED: Final = ("sh", "-c", 'ulimit -f "$0"; exec "$@"')
"""Starts a program, none of whose files can grow beyond so many blocks: nothing of it, nor what it starts, escapes."""
_TIED: Final = ("setpriv", "--pdeathsig", "KILL")
"""Starts a program that dies with the thread that waits for it: of a kiosk that is killed, none goes on with a text."""
_BLOCK: Final = 512


def found(program: str) -> str | Fault:
    """Return the path of a program; a fault when it is not on this machine."""
    return shutil.which(program) or Fault(f"{program} is not installed")


def run(command: Sequence[str], words: str, limits: Limits, wanted: Wanted) -> bytes | Fault:
    """Return what `command` writes when it is told `words`; it and all it starts are killed where it goes too far."""
    if len(words) > LONGEST + MARKS:
        return Fault("got a text that is too long")
    there = found(command[0])
    child = there if isinstance(there, Fault) else Child.start([*_TIED, *command])
    return child if isinstance(child, Fault) else _outcome(child, words, limits, wanted)


def run_to_file(command: Sequence[str], words: str, limits: Limits, wanted: Wanted) -> bytes | Fault:
    """The same for a program that writes only to a file whose name ends in ".wav": `command` gets its name last.

    The file is memory: the name is a link to the program's own standard output. Nothing of it is on any disk.
    """
    if len(words) > LONGEST + MARKS:
        return Fault("got a text that is too long")
    with ExitStack() as stack:
        memory = stack.enter_context(os.fdopen(os.memfd_create("voice"), "rb"))
        try:
            link = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="voice-"))) / "out.wav"
            link.symlink_to(_OUT)
        except OSError as error:
            return Fault(f"has nowhere to write: {error.strerror}")
        blocks = (most_bytes(len(words)) + _HEADER) // _BLOCK
        child = Child.start([*_TIED, *_BOUNDED, str(blocks), *command, str(link)], out=memory)
        if isinstance(child, Fault):
            return child
        fault = _outcome(child, words, limits, wanted)
        return fault if isinstance(fault, Fault) else memory.read()


def _outcome(child: Child, words: str, limits: Limits, wanted: Wanted) -> bytes | Fault:
    """Return what the child wrote to its pipe; the child is gone afterwards, whatever it did."""
    until = time.monotonic() + limits.seconds(len(words))
    heard = _all_of(child.talk(words.encode(), until, wanted), most_bytes(len(words)) + _HEADER)
    status = child.end()
    return heard if isinstance(heard, Fault) or status == 0 else Fault(f"ended with status {status}")


def _all_of(pieces: Iterable[bytes | Fault], most: int) -> bytes | Fault:
    heard = bytearray()
    for piece in pieces:
        if isinstance(piece, Fault):
            return piece
        heard += piece
        if len(heard) > most:
            return Fault("never ended its answer")
    return bytes(heard)


def sound_of_wav(data: bytes) -> Pcm | Fault:
    """Return the sound of a WAV file in memory; its header may announce more than there is, as a stream's does."""
    try:
        with wave.open(io.BytesIO(data), "rb") as file:
            fits = file.getnchannels() == 1 and file.getsampwidth() == WIDTH
            sound = Pcm(file.readframes(file.getnframes()), file.getframerate())
    except (wave.Error, EOFError, struct.error, RuntimeError):  # the last where a chunk ends beyond the file
        return Fault("answered rubbish")
    return believable(sound) if fits else Fault("answered rubbish")


def believable(sound: Pcm) -> Pcm | Fault:
    """Return `sound` if it can be one."""
    if not sound.samples:
        return Fault("made no sound of a text")
    whole = len(sound.samples) % WIDTH == 0 and LOWEST_RATE <= sound.rate <= HIGHEST_RATE
    return sound if whole and sound.duration >= _SHORTEST_S else Fault("answered rubbish")
