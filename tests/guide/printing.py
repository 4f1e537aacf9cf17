"""Prints the facilitator's guide on sheets of A4, by Debian's weasyprint."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

from tests.guide.pages import GUIDE
from tests.guide.reading import as_html

PROGRAM: Final = "weasyprint"
READER: Final = "pdftotext"


def can_print() -> bool:
    """Whether what prints and what looks at the print are installed."""
    return None not in {shutil.which(PROGRAM), shutil.which(READER)}


def print_guide(target: Path) -> Path:
    """Write the PDF to `target`. Raises CalledProcessError where weasyprint cannot."""
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [PROGRAM, "--quiet", "--encoding", "utf-8", "--base-url", f"{GUIDE.parent}/", "-", str(target)]
    subprocess.run(command, input=as_html(), text=True, encoding="utf-8", check=True, timeout=100)
    return target


def page_texts(pdf: Path) -> tuple[str, ...]:
    """The words of each page."""
    command = [READER, "-enc", "UTF-8", "-layout", str(pdf), "-"]
    found = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60)
    return tuple(found.stdout.split("\f")[:-1])
