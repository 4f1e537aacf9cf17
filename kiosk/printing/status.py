"""Pure: what a printer answers when it is asked how it is (ESC/POS: DLE EOT n at once, GS r 1 in its turn).

The library's own questions take a silent printer for one with paper, and an array of bytes for a fault.
"""

from enum import IntEnum


class Question(IntEnum):
    """The n of DLE EOT n."""

    PRINTER = 1
    PAPER = 4


IN_TURN = b"\x1dr\x01"
"""GS r 1: answered after everything before it is printed."""
_SHAPE, _AT_ONCE = 0b1001_0011, 0b0001_0010
"""Bits that are the same in every answer to DLE EOT, and how they are."""
_OUT, _LOW = 0b0110_0000, 0b0000_1100
"""The two bits of each paper sensor in the answer to DLE EOT 4."""
FORGET = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: forget at once what is not yet printed, where the printer knows it."""


def asked(question: Question) -> bytes:
    """The bytes that ask, answered even when the printer is stuck."""
    return b"\x10\x04" + bytes([question])


def at_once(answers: bytes) -> int | None:
    """The last answer to DLE EOT among these bytes; None: there is none."""
    mine = [one for one in answers if one & _SHAPE == _AT_ONCE]
    return mine[-1] if mine else None


def in_turn(answers: bytes) -> int | None:
    """The answer to GS r among these bytes; None: there is none."""
    mine = [one for one in answers if one & 0b1001_0000 == 0]
    return mine[-1] if mine else None


def paper_is_out(answer: int) -> bool:
    """Of DLE EOT 4."""
    return answer & _OUT == _OUT


def paper_is_low(answer: int) -> bool:
    """Of DLE EOT 4."""
    return answer & _LOW == _LOW


def is_offline(answer: int) -> bool:
    """Of DLE EOT 1: its cover is open, its cutter is stuck."""
    return bool(answer & 0b0000_1000)


def was_out(answer: int) -> bool:
    """Of GS r 1."""
    return bool(answer & 0b0000_1100)


def was_low(answer: int) -> bool:
    """Of GS r 1."""
    return bool(answer & 0b0000_0011)
