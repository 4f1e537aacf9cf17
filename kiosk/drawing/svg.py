"""Draws by Debian's `dot`, at a size that fits a sheet of A4.

The program is called, no library: what we write for it is cards and arrows, and a kiosk needs no package more.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from kiosk.errors import DrawingError

_COMMAND = "dot"
_SECONDS = 60
_SHORT, _LONG = 194.0, 281.0
"""The sides of A4 in millimetres, within the margins of a printer."""
_MM_A_POINT = 25.4 / 72
_SIZE = re.compile(r'<svg width="([\d.]+)pt" height="([\d.]+)pt"')


def draw(texts: Iterable[str], target: Path) -> None:
    """Draw each text for `dot`; write the picture that is largest on a sheet, in its size there.

    Raises DrawingError without the program, or where the file cannot be written.
    """
    if shutil.which(_COMMAND) is None:
        raise DrawingError(f"`{_COMMAND}` is not there: install the Debian package graphviz")
    picture = max((_drawn(text) for text in texts), key=scale_on_a4)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_SIZE.sub(_on_a4, picture, count=1), encoding="utf-8")
    except OSError as error:
        raise DrawingError(f"{target}: cannot be written: {error.strerror}") from error


def scale_on_a4(picture: str) -> float:
    """How large it is on a sheet, held upright or across; 1.0: as drawn, never more."""
    size = _SIZE.search(picture)
    if size is None:
        raise ValueError(picture[:200])
    return _scale(size)


def _drawn(text: str) -> str:
    run = subprocess.run([_COMMAND, "-Tsvg"], input=text.encode(), capture_output=True, check=True, timeout=_SECONDS)
    return run.stdout.decode()


def _scale(size: re.Match[str]) -> float:
    short, long = sorted(float(points) * _MM_A_POINT for points in size.groups())
    return min(1.0, _SHORT / short, _LONG / long)


def _on_a4(size: re.Match[str]) -> str:
    width, height = (float(points) * _MM_A_POINT * _scale(size) for points in size.groups())
    return f'<svg width="{width:.1f}mm" height="{height:.1f}mm"'
