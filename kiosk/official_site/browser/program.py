"""Where distributions put the browser."""

import os
from pathlib import Path
from typing import Final

_PLACES: Final = ("usr/lib/chromium", "usr/lib64/chromium", "usr/local/lib/chromium", "opt/chromium")
_NAMES: Final = ("chromium-headless-shell", "headless_shell", "headless-shell", "chrome-headless-shell")


def found() -> str:
    """Return the path of the browser itself, not of the script that stands before it on the PATH; "": there is none."""
    root = Path(os.sep)
    for place in _PLACES:
        for name in _NAMES:
            if os.access(root / place / name, os.X_OK):
                return str(root / place / name)
    return ""
