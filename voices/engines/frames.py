"""What the house and its espeak worker write to each other on two pipes. Light: the worker imports it.

A frame is a header of twelve bytes, then its body. Whatever is not exactly that is rubbish, and ends the worker.
"""

import struct
from typing import Final

REQUEST, READY, SOUND, REFUSED = b"ask1", b"rdy1", b"snd1", b"no!1"
KINDS: Final = frozenset({REQUEST, READY, SOUND, REFUSED})
HEADER: Final = struct.Struct("<4sII")
"""Kind, a number (request: the pace; ready and sound: the rate in Hz; refused: why), bytes of the body."""
NO_LIBRARY, NO_VOICE, NO_SOUND = 1, 2, 3
"""Why a worker refuses: numbers, so that no word of a visitor can come back in an answer."""
VOLUME: Final = 0.95
"""Of espeak's own level: the loudest sentence of the journeys peaks under full scale."""
GAP: Final = 7
"""Hundredths of a second, at espeak's usual speed, between two words. It slows sentences of many short words most,
which are the hardest to follow: without it they come at twice the pace of a sentence of long words."""
GREETING: Final = 32
"""Bytes of a version, at most."""
LOWEST_RATE, HIGHEST_RATE = 8_000, 48_000


def frame(kind: bytes, number: int, body: bytes = b"") -> bytes:
    """Return one frame."""
    return HEADER.pack(kind, number, len(body)) + body


def request(voice: str, pace: int, spoken: str) -> bytes:
    """Return the frame that asks for the sound of `spoken`."""
    return frame(REQUEST, pace, f"{voice}\n{spoken}".encode())


def read_header(header: bytes, most: int) -> tuple[bytes, int, int] | None:
    """Return kind, number and length of the body that an answer announces; None when it is rubbish.

    `most` is the length that is believed.
    """
    kind, number, length = HEADER.unpack(header)
    if kind not in KINDS or kind == REQUEST or length > most:
        return None
    if kind == REFUSED:
        return (kind, number, length) if not length and number in {NO_LIBRARY, NO_VOICE, NO_SOUND} else None
    return (kind, number, length) if LOWEST_RATE <= number <= HIGHEST_RATE else None
