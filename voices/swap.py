"""A folder that is replaced whole, or not at all: by a process that is killed, and by a power cut.

The folder is a link to one beside it (`.clips-x1y2`). A build fills another one, has it written to the card, and
then lets the link point to that: one rename, before which the old set is whole and after which the new one is.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Say whether nobody else fills `folder`; while the block lasts nobody else can. Raises OSError.

    The lock is the kernel's: it ends with the process, however that ends.
    """
    with (folder.parent / f".{folder.name}.lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def fresh(folder: Path) -> Path:
    """Return a new empty folder that can take the place of `folder`; what killed builds left is removed."""
    now = folder.readlink().name if folder.is_symlink() else ""
    for left in folder.parent.glob(f".{folder.name}-*"):
        if left.name != now:
            remove(left)
    return Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))


def carry(source: Path, target: Path) -> None:
    """Have the file `source` at `target` too, without a second copy where the file system can."""
    target.parent.mkdir(exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def switch(folder: Path, new: Path) -> None:
    """Let `folder` be what `new` holds."""
    new.chmod(0o755)
    link = folder.parent / f".{folder.name}-next"
    remove(link)
    link.symlink_to(new.name)
    before = folder.parent / folder.readlink() if folder.is_symlink() else folder
    os.sync()  # all of it at once: a file at a time takes a card ten times as long
    if folder.is_dir() and not folder.is_symlink():  # copied from another kiosk, its link lost
        before = folder.rename(Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent)))
    link.replace(folder)
    os.sync()
    if before.parent == new.parent and before.name.startswith(f".{folder.name}-"):
        remove(before)


def discard(folder: Path, new: Path) -> None:
    """Remove `new`, unless it has become what `folder` is."""
    if not (folder.is_symlink() and folder.readlink().name == new.name):
        remove(new)


def remove(path: Path) -> None:
    """Remove a folder with all that is in it, a file or a link; nothing there is as good."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
