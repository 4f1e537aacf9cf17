"""Touch the screen of a compositor that has none: a pointer of Wayland's, moved and pressed. Runs inside a container.

    python3 - X Y WIDTH HEIGHT <pointer.py

presses at X, Y on a screen of that many pixels. Standard library only: a kiosk has no tool for this, and needs none.
"""

import os
import socket
import struct
import sys
import time
from collections.abc import Iterator

_DISPLAY = 1
_SEAT, _MANAGER = "wl_seat", "zwlr_virtual_pointer_manager_v1"
_LEFT_BUTTON = 0x110


class Wire:
    """The connection; `ask` sends a request, whose words are numbers or text."""

    def __init__(self) -> None:
        """To the compositor that the environment names."""
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(os.path.join(os.environ["XDG_RUNTIME_DIR"], os.environ["WAYLAND_DISPLAY"]))  # noqa: PTH118
        self._last = _DISPLAY

    def new(self) -> int:
        """The number of an object that the next request makes: one after the other, without a gap."""
        self._last += 1
        return self._last

    def ask(self, target: int, request: int, *words: int | str) -> None:
        """See the protocol for numbers of requests."""
        body = b"".join(_text(word) if isinstance(word, str) else struct.pack("=I", word) for word in words)
        self._line.sendall(struct.pack("=II", target, (len(body) + 8) << 16 | request) + body)

    def answered(self) -> Iterator[tuple[int, int, bytes]]:
        """All events until the compositor has seen what was asked: sender, number and what it says."""
        callback = self.new()
        self.ask(_DISPLAY, 0, callback)
        while True:
            sender, size = struct.unpack("=II", self._line.recv(8, socket.MSG_WAITALL))
            body = self._line.recv((size >> 16) - 8, socket.MSG_WAITALL) if size >> 16 > 8 else b""
            if sender == callback:
                return
            yield sender, size & 0xFFFF, body


def _text(text: str) -> bytes:
    raw = text.encode() + b"\0"
    return struct.pack("=I", len(raw)) + raw + b"\0" * (-len(raw) % 4)


def _bound(wire: Wire) -> dict[str, int]:
    """Numbers of seat and maker of pointers."""
    registry, bound = wire.new(), {}
    wire.ask(_DISPLAY, 1, registry)
    for sender, number, body in list(wire.answered()):
        if (sender, number) == (registry, 0):
            name, length = struct.unpack_from("=II", body)
            interface = body[8 : 8 + length - 1].decode()
            if interface in {_SEAT, _MANAGER}:
                bound[interface] = wire.new()
                wire.ask(registry, 0, name, interface, 1, bound[interface])
    return bound


def press(x: int, y: int, width: int, height: int) -> None:
    """Move there, press and let go, as slowly as a finger."""
    wire = Wire()
    bound, pointer = _bound(wire), wire.new()
    wire.ask(bound[_MANAGER], 0, bound[_SEAT], pointer)
    for request, words, pause in (
        # Twice: who has just learnt that there is a pointer has not seen the first.
        (1, (x - 1, y - 1, width, height), 0.5),
        (1, (x, y, width, height), 0.3),
        (2, (_LEFT_BUTTON, 1), 0.1),
        (2, (_LEFT_BUTTON, 0), 0.2),
    ):
        wire.ask(pointer, request, int(time.monotonic() * 1000) & 0xFFFFFFFF, *words)
        wire.ask(pointer, 4)
        list(wire.answered())
        time.sleep(pause)


if __name__ == "__main__":
    press(*map(int, sys.argv[1:]))
