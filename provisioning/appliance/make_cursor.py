"""Writes the cursor theme of the appliance: one transparent dot under every name that a compositor or a page asks for.

    make_cursor.py [FOLDER]

What it writes is kept beside it; a test compares. The format is that of Xcursor: a head, a table of one entry, and
a picture.
"""

import struct
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent / "root" / "usr" / "local" / "share" / "icons" / "default"
NAMES: Final = ("default", "left_ptr", "pointer", "hand1", "hand2", "text", "xterm", "wait", "watch", "progress")
SIZE: Final = 24
"""Pixels for which it is said to be made: what compositors ask for first."""
_PICTURE: Final = 0xFFFD0002


def cursor() -> bytes:
    """One transparent dot."""
    head = b"Xcur" + struct.pack("<III", 16, 0x10000, 1)
    table = struct.pack("<III", _PICTURE, SIZE, 28)
    # Its own head of 36 bytes, kind, size, version; width, height, the tip, milliseconds; then the dot.
    picture = struct.pack("<9I", 36, _PICTURE, SIZE, 1, 1, 1, 0, 0, 0)
    return head + table + picture + struct.pack("<I", 0)


def write(folder: Path) -> None:
    """The whole theme."""
    (folder / "cursors").mkdir(parents=True, exist_ok=True)
    (folder / "index.theme").write_text(
        "[Icon Theme]\nName=default\nComment=No arrow on a touch screen\n", encoding="ascii"
    )
    for name in NAMES:
        (folder / "cursors" / name).write_bytes(cursor())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else HERE)
