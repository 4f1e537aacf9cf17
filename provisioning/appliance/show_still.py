"""Shows one still picture where the kiosk cannot start, straight on the kernel's framebuffer.

    show_still.py --pictures DIR [--site FILE]

It needs Debian's own Python and nothing else: no compositor, no graphics driver of Mesa's, no environment of the
kiosk's, for one of these may be what does not start. The pictures are made ahead by `kiosk still`.
"""

import argparse
import contextlib
import fcntl
import gzip
import re
import signal
import sys
import tomllib
from pathlib import Path
from typing import Final, NamedTuple

DRAW_AGAIN_S: Final = 10.0
"""A screen that is switched on late, or a line of the kernel's, does not stay without the picture."""
_KDSETMODE, _KD_TEXT, _KD_GRAPHICS = 0x4B3A, 0, 1
"""Of linux/kd.h: whether the console draws its letters."""
_NAME: Final = re.compile(r"(\d+)x(\d+)\.ppm\.gz")
_HEAD: Final = re.compile(rb"P6 (\d+) (\d+) 255\n")
Row = bytes


class Picture(NamedTuple):
    """`rgb`: three bytes a pixel, from the top left."""

    width: int
    height: int
    rgb: bytes


class Glass(NamedTuple):
    """What the framebuffer says of itself; `stride` is bytes a line, `depth` 16 or 32 bits a pixel."""

    width: int
    height: int
    stride: int
    depth: int


def read_glass(graphics: Path) -> Glass:
    """From the framebuffer's folder in sysfs. Raises OSError, ValueError: there is none that can be used."""
    mode = re.match(r".:(\d+)x(\d+)", _said(graphics / "modes"))
    width, height = mode.groups() if mode else _said(graphics / "virtual_size").split(",")
    depth = int(_said(graphics / "bits_per_pixel"))
    if depth not in {16, 32}:
        raise ValueError(f"{depth} bits a pixel; expected 16 or 32")
    return Glass(int(width), int(height), int(_said(graphics / "stride")), depth)


def _said(path: Path) -> str:
    return path.read_text(encoding="ascii").strip()


def read_picture(folder: Path, width: int, height: int) -> Picture:
    """The largest that fits, or else the smallest. Raises OSError, ValueError: there is none."""
    names = filter(None, (_NAME.fullmatch(path.name) for path in folder.iterdir()))
    found = sorted((int(one[1]) * int(one[2]), int(one[1]), int(one[2])) for one in names)
    if not found:
        raise FileNotFoundError(f"no picture in {folder}; make them with `kiosk still`")
    fitting = [one for one in found if one[1] <= width and one[2] <= height]
    _, *sides = (fitting or found[:1])[-1]
    path = folder / "{}x{}.ppm.gz".format(*sides)
    data = gzip.decompress(path.read_bytes())
    head = _HEAD.match(data)
    if head is None or len(data) != head.end() + 3 * int(head[1]) * int(head[2]):
        raise ValueError(f"{path.name} is damaged")
    return Picture(int(head[1]), int(head[2]), data[head.end() :])


def rotation_of(site: Path | None) -> int:
    """How the panel hangs, in degrees; 0 where the settings cannot be read: they may be what is at fault."""
    try:
        found = tomllib.loads(site.read_text(encoding="utf-8"))["panel"]["rotation"] if site else 0
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return found if found in (90, 180, 270) else 0


def rows(picture: Picture, depth: int, rotation: int) -> list[Row]:
    """Line by line as the framebuffer takes them, turned as Kivy turns its window: against the clock."""
    width = picture.width
    pixels = memoryview(_in_32(picture.rgb) if depth == 32 else _in_16(picture.rgb)).cast("I" if depth == 32 else "H")  # noqa: PLR2004
    lines = [pixels[at : at + width] for at in range(0, len(pixels), width)]
    match rotation:
        case 90:
            return [pixels[x::width].tobytes() for x in reversed(range(width))]
        case 180:
            return [line[::-1].tobytes() for line in reversed(lines)]
        case 270:
            return [pixels[x::width][::-1].tobytes() for x in range(width)]
        case _:
            return [line.tobytes() for line in lines]


def _in_32(rgb: bytes) -> bytes:
    """Blue, green, red, nothing."""
    out = bytearray(len(rgb) // 3 * 4)
    out[0::4], out[1::4], out[2::4] = rgb[2::3], rgb[1::3], rgb[0::3]
    return bytes(out)


def _in_16(rgb: bytes) -> bytes:
    """Five bits of red, six of green, five of blue, the lower byte first."""
    red, green, blue = (rgb[start::3] for start in range(3))
    low = _both(blue.translate(_BLUE), green.translate(_GREEN_LOW))
    high = _both(red.translate(_RED), green.translate(_GREEN_HIGH))
    out = bytearray(len(low) * 2)
    out[0::2], out[1::2] = low, high
    return bytes(out)


_BLUE: Final = bytes(one >> 3 for one in range(256))
_GREEN_LOW: Final = bytes(one << 3 & 0xE0 for one in range(256))
_GREEN_HIGH: Final = bytes(one >> 5 for one in range(256))
_RED: Final = bytes(one & 0xF8 for one in range(256))


def _both(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "little") | int.from_bytes(other, "little")).to_bytes(len(one), "little")


def laid_out(lines: list[Row], glass: Glass) -> bytes:
    """All of the framebuffer: the lines in its middle, on the colour of their first pixel."""
    size = glass.depth // 8
    ground, full = lines[0][:size], glass.width * size
    left = max(0, glass.width - len(lines[0]) // size) // 2 * size
    top = max(0, glass.height - len(lines)) // 2
    padded = [(ground * (left // size) + line + ground * glass.width)[:full] for line in lines]
    empty = ground * glass.width
    shown = ([empty] * top + padded + [empty] * glass.height)[: glass.height]
    return b"".join(line.ljust(glass.stride, b"\0") for line in shown)


def draw(arguments: argparse.Namespace) -> None:
    """Once. Raises OSError, ValueError."""
    glass, rotation = read_glass(arguments.graphics), rotation_of(arguments.site)
    sides = (glass.width, glass.height)
    picture = read_picture(arguments.pictures, *(sides[::-1] if rotation in {90, 270} else sides))
    with arguments.framebuffer.open("r+b") as out:
        out.write(laid_out(rows(picture, glass.depth, rotation), glass))


def main() -> int:
    """Show the picture until SIGTERM; 1: it cannot be shown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, required=True, metavar="DIR", help="made by `kiosk still`")
    parser.add_argument("--site", type=Path, metavar="FILE", help="the settings, for how the panel hangs")
    parser.add_argument("--framebuffer", type=Path, default=Path("/dev/fb0"), help="default: %(default)s")
    parser.add_argument("--graphics", type=Path, default=Path("/sys/class/graphics/fb0"), help="default: %(default)s")
    arguments = parser.parse_args()
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    _console(_KD_GRAPHICS)
    try:
        draw(arguments)
        print("the picture is shown", flush=True)
        while signal.sigtimedwait(ends, DRAW_AGAIN_S) is None:
            draw(arguments)
    except (OSError, ValueError) as error:
        print(f"the picture cannot be shown: {error}", file=sys.stderr)
        return 1
    finally:
        _console(_KD_TEXT)
    return 0


def _console(mode: int) -> None:
    """Its letters off or on, where standard input is a console: nothing where it is something else."""
    with contextlib.suppress(OSError):
        fcntl.ioctl(0, _KDSETMODE, mode)


if __name__ == "__main__":
    sys.exit(main())
