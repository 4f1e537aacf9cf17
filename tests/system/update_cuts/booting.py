"""A card's root booted as a container: read-only below a layer in memory, or writable, as the card itself says."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.system.container import Container
from tests.system.kiosks import KIOSK
from tests.system.overlays import overlay

_SCREEN = """\
[Service]
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman
"""
_LATER = ("kiosk-voices.service", "kiosk-hosts.service")
"""What works for minutes behind the first frame."""
_BOOTS = 5
"""More than any cut may need."""
_PATIENCE = 300.0


class Machine(Container):
    """A container that may ask to start anew."""

    def ends(self) -> bool:
        """Whether it has ended, or been ready, since its start; True for the former."""
        process = self._process
        assert process
        self.until(lambda: process.poll() is not None or self._ready(), patience=_PATIENCE)
        if process.poll() is None:
            return False
        self._forget()
        return True

    def _ready(self) -> bool:
        """Whether the kiosk has said READY. One that is going down may leave the question without an answer."""
        if not (first := self.pid):
            return False
        asked = ("nsenter", f"--target={first}", "--all", "systemctl", "is-active", KIOSK)
        done = subprocess.run(("timeout", "--signal=KILL", "10", *asked), check=False, capture_output=True, text=True)
        return done.stdout == "active\n"

    def maintained(self) -> None:
        """Boot it, where a maintenance waits: that ends with a start anew."""
        self.boot(wait=False)
        assert self.ends(), f"the kiosk came up in a maintenance\n{self.console[-4000:]}"


@contextmanager
def machine(root: Path, folder: Path) -> Iterator[Machine]:
    """One that writes to the root itself."""
    one = Machine(f"kiosk-cuts-{folder.name}", root, folder)
    try:
        yield one
    finally:
        one.stop()


def writable(root: Path) -> bool:
    """What the kiosk's initramfs reads from the data partition."""
    said = root / "data" / "overlayroot.conf"
    return said.exists() and "overlayroot=disabled" in said.read_text()


def to_ready(root: Path, folder: Path) -> int:
    """Boot it, again as often as it asks for, until the kiosk has shown its first frame; the number of boots.

    Raises AssertionError when it never does.
    """
    for number in range(1, _BOOTS + 1):
        if writable(root):
            with machine(root, folder) as one:
                one.boot(wait=False)
                if not one.ends():
                    raise AssertionError("the kiosk serves with a root that can be written")
            continue
        with _read_only(root) as merged, machine(merged, folder) as one:
            one.boot(wait=False)
            if not one.ends():
                return number
    raise AssertionError(f"no kiosk after {_BOOTS} boots")


@contextmanager
def _read_only(root: Path) -> Iterator[Path]:
    """The root below a layer in memory, as `overlayroot` lays it; the data is the card's own."""
    with overlay(root) as merged:
        lower = merged / "media" / "root-ro"
        lower.mkdir(parents=True)
        for what, where in ((root, lower), (root / "data", merged / "data")):
            subprocess.run(["mount", "--bind", what, where], check=True)
        units = merged / "etc/systemd/system"
        (units / f"{KIOSK}.d").mkdir(exist_ok=True)
        (units / f"{KIOSK}.d" / "screen.conf").write_text(_SCREEN)
        for unit in _LATER:
            (units / "multi-user.target.wants" / unit).unlink(missing_ok=True)
        yield merged
