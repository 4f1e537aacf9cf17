"""Where distributions put the browser."""

import os
import pwd
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


def hindrance(user: str) -> str:
    """Why no browser can be started as `user` here, and how to mend it; "": nothing is in the way."""
    if not found():
        return "no browser: install chromium-headless-shell"
    if os.geteuid() == 0 and user not in {one.pw_name for one in pwd.getpwall() if one.pw_uid}:
        return (
            f"the browser never runs as root: {user!r} is no ordinary user; be one, or name one in the settings: "
            '[official_sites] with user = "..."'
        )
    return ""
