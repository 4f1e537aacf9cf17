"""Another reader of ESC/POS than what wrote it: bytes become the text, the codes and the cuts of a receipt.

Made from the printers' manuals, it knows nothing of the product. An unknown command is an error.
"""

from dataclasses import dataclass, field

import zxingcpp
from PIL import Image

CODEPAGES = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858"}
_FIXED = {b"\x1b@": 0, b"\x1c.": 0, b"\x1bt": 1, b"\x1d!": 1, b"\x1bE": 1, b"\x1ba": 1, b"\x1bd": 1, b"\x1dV": 1}
"""Arguments of commands of a fixed length."""
_ASKING = {b"\x10\x04": 1, b"\x10\x14": 8, b"\x1dr": 1}


@dataclass
class Receipt:
    """What a person holds in hand."""

    lines: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    """Those of double height."""
    codes: list[str] = field(default_factory=list)
    """What the QR codes say."""
    pictures: list[Image.Image] = field(default_factory=list)
    cuts: int = 0
    asked: list[bytes] = field(default_factory=list)
    """Questions to the printer, in order."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Reader:
    """Takes bytes as they come."""

    def __init__(self) -> None:
        self.receipt = Receipt()
        self._rest = b""
        self._line = b""
        self._codepage = "cp437"
        self._height = 1
        self._stored = b""

    def feed(self, data: bytes) -> list[bytes]:
        """Take more bytes; the questions among them."""
        self._rest += data
        before = len(self.receipt.asked)
        while self._rest and self._step():
            pass
        return self.receipt.asked[before:]

    @property
    def whole(self) -> bool:
        """Whether nothing is left half read."""
        return not self._rest and not self._line

    def _take(self, count: int) -> bytes:
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken

    def _step(self) -> bool:
        """One command or letter; False: more bytes are needed."""
        head = self._rest[:2]
        if self._rest[0] >= 0x20:
            self._line += self._take(1)
        elif self._rest[:1] == b"\n":
            self._take(1)
            self._end_line()
        elif len(head) < 2:
            return False
        elif head in _FIXED or head in _ASKING:
            return self._short(head)
        elif self._rest[:3] == b"\x1dv0":
            return self._raster()
        elif self._rest[:3] == b"\x1d(k":
            return self._symbol()
        else:
            raise AssertionError(f"unknown command {self._rest[:4]!r}")
        return True

    def _end_line(self) -> None:
        line, self._line = self._line.decode(self._codepage), b""
        self.receipt.lines.append(line)
        if self._height > 1:
            self.receipt.large.append(line)

    def _short(self, head: bytes) -> bool:
        length = 2 + _FIXED.get(head, _ASKING.get(head, 0))
        if len(self._rest) < length:
            return False
        argument = self._take(length)[2:]
        if head in _ASKING:
            self.receipt.asked.append(head + argument)
        elif head == b"\x1bt":
            self._codepage = CODEPAGES[argument[0]]
        elif head == b"\x1d!":
            self._height = 1 + argument[0] % 16
        elif head == b"\x1dV":
            self.receipt.cuts += 1
        return True

    def _raster(self) -> bool:
        if len(self._rest) < 8:
            return False
        width, height = self._rest[4] + 256 * self._rest[5], self._rest[6] + 256 * self._rest[7]
        if len(self._rest) < 8 + width * height:
            return False
        dots = self._take(8 + width * height)[8:]
        black_is_one = bytes(one ^ 0xFF for one in dots)
        picture = Image.frombytes("1", (width * 8, height), black_is_one)
        self.receipt.pictures.append(picture)
        self.receipt.codes += [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]
        return True

    def _symbol(self) -> bool:
        if len(self._rest) < 5:
            return False
        length = 5 + self._rest[3] + 256 * self._rest[4]
        if len(self._rest) < length:
            return False
        command = self._take(length)[5:]
        if command[:2] == b"1P":
            self._stored = command[3:]
        elif command[:2] == b"1Q":
            self.receipt.codes.append(self._stored.decode())
        return True


def read(data: bytes) -> Receipt:
    """A whole receipt. Raises AssertionError where bytes are left over."""
    reader = Reader()
    reader.feed(data)
    assert reader.whole, "the printer waits for more"
    return reader.receipt
