"""A slip in the commands of an ESC/POS printer. In memory only.

The library is imported with the first slip: about 0.2 s on a PC, so never on the UI thread.
"""

from dataclasses import dataclass
from shutil import rmtree
from threading import Lock
from typing import TYPE_CHECKING

from kiosk.printing.letters import lines
from kiosk.printing.setup import EscposTable
from kiosk.printing.slip import Block, Slip
from kiosk.ticket import as_qr

if TYPE_CHECKING:
    from escpos.printer import Dummy
    from PIL.Image import Image

_FRESH = b"\x1b@\x1c."
"""As after power-on; and no pairs of bytes as Chinese signs, in which cheap printers begin."""
_QUIET = 4
"""Modules of white around a code, as its standard asks."""
_LARGEST = 8
"""Dots a module, 1 mm: larger is no easier to read."""
_PROFILE = "TM-T20II"
"""Of the library's list: the usual numbers of codepages and commands, and a width, without which it warns on stdout."""
_IMPORTING = Lock()


@dataclass(frozen=True, slots=True)
class Paper:
    """What a printer's paper and letters are."""

    columns: int = 42
    """Letters a line: 32 on 58 mm, 42 on 80 mm, where some printers have 48."""
    dots: int = 512
    """Across the printable width, eight a millimetre: 384 on 58 mm, 512 or more on 80 mm."""
    codepage: str = "cp1252"
    native_qr: bool = False
    cut: bool = True

    @classmethod
    def of(cls, table: EscposTable) -> "Paper":
        """The paper of these settings."""
        small = table.width == 58  # noqa: PLR2004  # millimetres
        columns, dots = (32, 384) if small else (42, 512)
        return cls(columns, dots, table.codepage, table.qr == "native", table.cut)


def compose(slip: Slip, paper: Paper) -> bytes:
    """All bytes that print it, up to the cut."""
    page = _blank_page()
    page.charcode(paper.codepage.upper())
    for block in slip.blocks:
        _write(page, block, paper)
    if slip.qr:
        _draw(page, slip, paper)
    if slip.foot:
        _write(page, Block(""), paper)
        _write(page, Block(slip.foot), paper)
    if paper.cut:
        page.cut()
    else:
        page.print_and_feed(6)
    composed: bytes = page.output
    return _FRESH + composed


def _blank_page() -> "Dummy":
    """Bytes are collected in memory by the library's own stand-in for a device."""
    with _IMPORTING:
        from escpos import capabilities  # noqa: PLC0415  # see the top
        from escpos.printer import Dummy  # noqa: PLC0415

        rmtree(capabilities.pickle_dir, ignore_errors=True)  # it leaves a folder with its list of printers
    return Dummy(profile=_PROFILE)


def _write(page: "Dummy", block: Block, paper: Paper) -> None:
    page.set(custom_size=True, width=1, height=2 if block.strong else 1, bold=block.strong)
    for line in lines(block.text, paper.columns, paper.codepage) or [""]:
        page.textln(line)


def _draw(page: "Dummy", slip: Slip, paper: Paper) -> None:
    """The code, in the middle."""
    _write(page, Block(""), paper)
    if slip.caption:
        _write(page, Block(slip.caption), paper)
    modules = as_qr(slip.qr)
    size = _module(len(modules), paper)
    if paper.native_qr:
        page.set(align="center")
        page.qr(slip.qr, native=True, size=size)
        page.set(align="left")
    else:
        page.image(_picture(modules, size, paper.dots), impl="bitImageRaster", fragment_height=4096)


def _module(modules: int, paper: Paper) -> int:
    """Dots a module: as large as the paper has room for."""
    return max(1, min(_LARGEST, paper.dots // (modules + 2 * _QUIET)))


def _picture(modules: tuple[tuple[bool, ...], ...], size: int, width: int) -> "Image":
    """The code in black on white, as wide as the paper, so that no printer has to centre it."""
    from PIL import Image  # noqa: PLC0415  # with the library

    side = len(modules) + 2 * _QUIET
    code = Image.new("1", (side, side), 1)
    code.putdata([0 if module else 1 for row in _framed(modules, side) for module in row])
    picture = Image.new("1", (width, side * size), 1)
    picture.paste(code.resize((side * size, side * size), Image.Resampling.NEAREST), ((width - side * size) // 2, 0))
    return picture


def _framed(modules: tuple[tuple[bool, ...], ...], side: int) -> list[list[bool]]:
    """The modules with their quiet zone."""
    white = [[False] * side for _ in range(_QUIET)]
    quiet = [False] * _QUIET
    return [*white, *([*quiet, *row, *quiet] for row in modules), *white]
