"""The process in which libespeak-ng lives: `python -I -m voices.engines.espeak_worker`, for `voices.engines.espeak`.

Reads requests on its standard input and answers on its standard output, in the frames of `voices.engines.frames`.
It ends when its input ends, even in the middle of a text: it never outlives the kiosk.
"""

import os
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import BinaryIO

from voices.engines import frames


def _read(source: BinaryIO, asked: "SimpleQueue[tuple[int, bytes]]") -> None:
    """Hand on requests; at the end of the input end the process, whatever the library is doing."""
    while len(header := source.read(frames.HEADER.size)) == frames.HEADER.size:
        kind, pace, length = frames.HEADER.unpack(header)
        if kind != frames.REQUEST:
            break
        asked.put((pace, source.read(length)))
    os._exit(0)


def _speaker() -> tuple[bytes, Callable[[int, bytes], bytes]]:
    """Load the library; return the greeting, and what turns a request into an answer."""
    from voices import espeak_driver  # noqa: PLC0415 - fails where the library is missing

    engine = espeak_driver.engine()
    errors: list[Exception] = []
    engine.connect("error", lambda name, exception: errors.append(exception))  # noqa: ARG005
    engine.runAndWait()
    rate = int(engine.getProperty("sample_rate"))

    def speak(pace: int, body: bytes) -> bytes:
        voice, _, spoken = body.decode(errors="replace").partition("\n")
        heard: list[bytes] = []
        errors.clear()
        wanted = {"volume": frames.VOLUME, "gap": frames.GAP, "sink": heard.append}
        for name, value in {**wanted, "voice": voice, "rate": pace}.items():
            engine.setProperty(name, value)
        engine.say(spoken)
        if errors:
            return frames.frame(frames.REFUSED, frames.NO_VOICE)
        sound = b"".join(heard)
        return frames.frame(frames.SOUND, rate, sound) if sound else frames.frame(frames.REFUSED, frames.NO_SOUND)

    return frames.frame(frames.READY, rate, str(engine.getProperty("version")).encode()), speak


def main() -> int:
    """Answer until the input ends."""
    # What the library prints must not stand between two frames.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    asked: SimpleQueue[tuple[int, bytes]] = SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, asked), daemon=True).start()
    try:
        greeting, speak = _speaker()
    except (ImportError, OSError, RuntimeError):  # pyttsx3 raises the last without the library
        out.write(frames.frame(frames.REFUSED, frames.NO_LIBRARY))
        out.flush()
        return 1
    answer = greeting
    while True:
        out.write(answer)
        out.flush()
        answer = speak(*asked.get())


if __name__ == "__main__":
    sys.exit(main())
