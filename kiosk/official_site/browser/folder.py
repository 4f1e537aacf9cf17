"""A folder for one visitor's browser, in memory: never on a disk."""

import os
import pwd
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Final

_MOUNTS: Final = Path("/proc/self/mounts")
_MEMORY: Final = frozenset({"tmpfs", "ramfs"})


def fresh(them: pwd.struct_passwd | None = None) -> Path | None:
    """Make a folder that only `them` (None: we) can read; None where this machine has no memory to put it in."""
    for place in _places():
        if them and not _for_all(place):
            continue
        try:
            folder = Path(tempfile.mkdtemp(prefix="site-", dir=place))
        except OSError:
            continue
        if them:
            os.chown(folder, them.pw_uid, them.pw_gid)
        return folder
    return None


def gone(folder: Path) -> bool:
    """Delete a folder with all that is in it; return whether nothing is left."""
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def _places() -> list[Path]:
    """Return the temporary file systems of this machine, the one of this login first."""
    mounts = [line.split(" ") for line in _MOUNTS.read_text(encoding="utf-8").splitlines()]
    in_memory = [Path(mount[1]) for mount in mounts if mount[2] in _MEMORY and "\\" not in mount[1]]
    login = os.environ.get("XDG_RUNTIME_DIR")
    mine = [Path(login)] if login and Path(login) in in_memory else []
    return mine + [place for place in in_memory if _for_all(place)]


def _for_all(place: Path) -> bool:
    """Tell whether anybody may put things there, and none may touch another's."""
    try:
        mode = place.stat().st_mode
    except OSError:
        return False
    return bool(mode & stat.S_ISVTX and mode & stat.S_IWOTH)
