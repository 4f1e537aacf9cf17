"""What stands on the screen while the machine becomes a kiosk: a few calm lines, in French."""

from pathlib import Path
from typing import Final

_CLEAR: Final = "\033[?25l\033[2J\033[H\033[1;37m"
_HEAD: Final = "Cette borne se prépare. Laissez-la branchée."
_ROW: Final = "\n\n    "


class Screen:
    """The first console. Where it cannot be written, nothing is shown; the journal has all."""

    def __init__(self, console: Path) -> None:
        self._console = console
        self._shown = ""

    def show(self, *lines: str) -> None:
        """Show these lines under the heading, and in the journal."""
        text = _CLEAR + _ROW + _ROW.join((_HEAD, *lines)) + "\n"
        if text == self._shown:
            return
        self._shown = text
        print(" | ".join(lines), flush=True)
        try:
            with self._console.open("w", encoding="utf-8") as console:
                console.write(text)
        except OSError:
            self._shown = ""
