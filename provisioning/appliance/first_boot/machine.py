"""Where things lie on the machine that becomes a kiosk, and how its programs are called. Standard library only."""

import os
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

NAME: Final = "coup-de-pouce"
UNIT: Final = "coup-de-pouce-first-boot.service"
MAINTAINER: Final = "entretien"
"""Who comes over the network, by key, and becomes root."""
_PATIENCE_S: Final = 600


class Machine(NamedTuple):
    """`root`: "/", or a folder that plays it."""

    root: Path

    @property
    def boot(self) -> Path:
        """The boot partition."""
        return self.root / "boot/firmware"

    @property
    def card(self) -> Path:
        """What `provisioning/card` left on it."""
        return self.boot / NAME

    @property
    def kept(self) -> Path:
        """The same on the root, until all is done."""
        return self.root / "var/lib" / NAME

    @property
    def program(self) -> Path:
        """This program on the root."""
        return self.root / "usr/local/lib" / NAME / "bootstrap.pyz"

    @property
    def unit(self) -> Path:
        """What begins it at each boot until it has succeeded."""
        return self.root / "etc/systemd/system" / UNIT

    @property
    def provisioned(self) -> Path:
        """There as soon as `provision` has succeeded once."""
        return self.kept / "provisioned"

    @property
    def finished(self) -> Path:
        """There when nothing is left to do, ever."""
        return self.kept / "finished"


class Said(NamedTuple):
    """How a program ended, and what it said."""

    status: int
    text: str


def call(*words: str | Path, said: str = "") -> Said:
    """Run a program to its end; `said` is its input. One that is missing has failed."""
    try:
        done = subprocess.run(  # noqa: PLW1510 - the status is looked at
            [str(word) for word in words],
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_PATIENCE_S,
        )
    except OSError as error:
        return Said(127, f"{words[0]}: {error.strerror}")
    except subprocess.TimeoutExpired:
        return Said(124, f"{words[0]}: no end after {_PATIENCE_S} s")
    return Said(done.returncode, done.stdout.strip())


def put(path: Path, body: bytes, mode: int = 0o644) -> None:
    """Write a file whole, so that a power cut leaves the old or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(mode)
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have what a folder lists on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def is_overlay() -> bool:
    """Whether the root is read-only already, under memory that forgets."""
    return call("findmnt", "-n", "-o", "SOURCE", "/").text == "overlayroot"
