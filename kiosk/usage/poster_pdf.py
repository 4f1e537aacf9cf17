"""The poster's page as a PDF, set by Typst: the same bytes for the same week, tagged and archivable.

Typst is large and rarely needed: it comes with `pip install .[poster]`, and only a process that soon ends loads it.
"""

from importlib.resources import files
from pathlib import Path

import msgspec

from kiosk.usage.poster import Poster


class NoTypstError(Exception):
    """Typst is not installed."""


def page(poster: Poster, fonts: Path) -> bytes:
    """The PDF, of one page. `fonts`: the folder of the product's own. Raises NoTypstError."""
    try:
        import typst  # noqa: PLC0415  # see above
    except ImportError as missing:
        raise NoTypstError from missing
    here = files("kiosk.usage")
    return typst.compile(
        (here / "poster.typ").read_bytes(),
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]),
        sys_inputs={
            "poster": msgspec.json.encode(poster).decode(),
            "sign": (here / "poster_sign.svg").read_text(encoding="ascii"),
        },
        # PDF/UA for who has a page read aloud, PDF/A for an archive.
        pdf_standards=["ua-1", "a-2a"],
    )
