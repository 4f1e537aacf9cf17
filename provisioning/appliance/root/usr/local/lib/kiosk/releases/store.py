"""The releases of one kiosk: folders on the data partition, one of which `current` leads to.

A release is whole once its file `complete` is there, which is written last. A release on trial is named by the file
`trial` before `current` leads to it, so that whatever happens in between, the next boot knows what to go back to.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from . import disk
from .manifest import is_version, order

COMPLETE: Final = "complete"
MOST_TRIES: Final = 3
"""Trials of one release that a power cut ended: that often it may have been the release that cut it."""

YOUNG_NIGHTS: Final = 3
"""So many nights after it was kept a release is still left where the kiosk gives up: two whole days of use."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A release that has not proven itself yet, and the one before it."""

    version: str
    previous: str


class Store:
    """The folder of the releases, below the data partition's own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / "releases"
        self.incoming = data / "incoming"
        self.folder.mkdir(parents=True, exist_ok=True)

    def at(self, version: str) -> Path:
        """Where a release lies, whether it is there or not."""
        return self.folder / version

    def versions(self) -> list[str]:
        """Those that are whole, the oldest first."""
        whole = [path.parent.name for path in self.folder.glob(f"*/{COMPLETE}") if not path.parent.is_symlink()]
        return sorted((name for name in whole if is_version(name)), key=order)

    @property
    def current(self) -> str:
        """The release that `current` leads to; "" when it leads to none that is whole."""
        return self._led_to("current")

    @property
    def previous(self) -> str:
        """The one before it, to go back to by hand."""
        return self._led_to("previous")

    @property
    def waiting(self) -> str:
        """The newest that is whole, newer than the one that runs, and not refused: it can be tried; "" none."""
        now = self.current
        newer = [one for one in self.versions() if now and order(one) > order(now) and not self.is_refused(one)]
        return newer[-1] if newer else ""

    def _led_to(self, name: str) -> str:
        link = self.folder / name
        version = link.readlink().name if link.is_symlink() else ""
        return version if version in self.versions() else ""

    @property
    def trial(self) -> Trial | None:
        """The trial that is not over."""
        said = self._read("trial")
        version, previous = said.get("version"), said.get("previous")
        return Trial(version, previous) if isinstance(version, str) and isinstance(previous, str) else None

    def completed(self, version: str) -> None:
        """Write down that a release is whole, once all of it is on the disk."""
        disk.sync_everything()
        disk.write(self.at(version) / COMPLETE, b"")

    def switch(self, version: str, *, trial: bool) -> None:
        """Let `current` lead to a release that is whole; on trial until it is confirmed, or the machine boots."""
        if version not in self.versions():
            raise ValueError(f"{version} is not whole")
        before = self.current
        if before in {"", version}:
            trial = False
        if trial:
            disk.write(self.folder / "trial", _bytes({"version": version, "previous": before}))
        elif before not in {"", version}:
            disk.link(self.folder / "previous", before)
        disk.link(self.folder / "current", version)
        if not trial:
            disk.remove(self.folder / "trial")

    def confirm(self) -> None:
        """The release on trial does its work: keep it and the one before it, and no other."""
        trial = self.trial
        if trial is not None and trial.version == self.current:
            disk.link(self.folder / "previous", trial.previous)
            disk.write(self.folder / "young", _bytes({"version": trial.version, "nights": 0}))
        disk.remove(self.folder / "trial")
        self.prune()

    def rollback(self, *, failed: bool) -> str:
        """Go back to the release before the trial's, or to the previous one; "": there is none.

        With `failed` the release that is left is never tried again; else an end by the plug is counted.
        """
        trial, left = self.trial, self.current
        back = trial.previous if trial else self.previous
        if back not in self.versions():
            return ""
        if trial is None or trial.version == left:
            self._remember(left, MOST_TRIES if failed else 1)
        disk.link(self.folder / "current", back)
        disk.remove(self.folder / "trial")
        return back

    def guard(self) -> str:
        """Put in order what a power cut left; return in one line what was done, "" for nothing. For each boot."""
        done = []
        trial = self.trial
        if trial is not None and trial.version == self.current:
            done.append(f"{trial.version} was not confirmed: back to {self.rollback(failed=False)}")
        disk.remove(self.folder / "trial")
        if not self.current and (whole := self._worth_trying()):
            disk.link(self.folder / "current", whole[-1])
            done.append(f"no current release was whole: now {whole[-1]}")
        done += [f"removed {path.name}" for path in self._leftovers()]
        return "; ".join(done)

    def rescue(self) -> str:
        """The kiosk has given up: leave a release that was kept lately; return the one gone back to, "" where none is.

        One that has served longer is not what is wrong: a screen or a disk may be, and an older one would not help.
        """
        if self.trial is not None or self._read("young").get("version") != self.current:
            return ""
        back = self.rollback(failed=True)
        disk.remove(self.folder / "young")
        return back

    def ages(self) -> None:
        """A night has come: after some of them a release is young no longer."""
        said = self._read("young")
        nights = said.get("nights")
        if not isinstance(nights, int) or nights + 1 >= YOUNG_NIGHTS:
            disk.remove(self.folder / "young")
        else:
            disk.write(self.folder / "young", _bytes(said | {"nights": nights + 1}))

    def prune(self) -> None:
        """Remove every release but the current one and the one before it."""
        kept = {self.current, self.previous}
        for version in self.versions():
            if version not in kept:
                self.drop(version)

    def drop(self, version: str) -> None:
        """Remove a release, whole or not: it stops being whole first."""
        if (self.at(version) / COMPLETE).exists():
            disk.remove(self.at(version) / COMPLETE)
        disk.remove_tree(self.at(version))

    def is_refused(self, version: str) -> bool:
        """Tell whether this release was tried and did not come up, or was cut too often."""
        tries = self._read("refused").get(version)
        return isinstance(tries, int) and tries >= MOST_TRIES

    def refuse_newer(self) -> None:
        """Somebody chose the current one: it is refused no longer, and no night goes on to one that was here then."""
        refused = self._read("refused")
        if refused.pop(self.current, None):
            disk.write(self.folder / "refused", _bytes(refused))
        for version in self.versions():
            if order(version) > order(self.current):
                self._remember(version, MOST_TRIES)

    def _remember(self, version: str, tries: int) -> None:
        said = self._read("refused")
        before = said.get(version)
        said[version] = (before if isinstance(before, int) else 0) + tries
        disk.write(self.folder / "refused", _bytes(said))

    def _worth_trying(self) -> list[str]:
        whole = self.versions()
        return [version for version in whole if not self.is_refused(version)] or whole

    def _leftovers(self) -> list[Path]:
        whole = set(self.versions())
        named = [path for path in self.folder.iterdir() if path.is_dir() and not path.is_symlink()]
        left = [path for path in named if is_version(path.name) and path.name not in whole]
        left += list(self.folder.glob(f"{disk.TEMPORARY}*"))
        for path in left:
            disk.remove_tree(path)
        return left

    def _read(self, name: str) -> dict[str, Any]:
        try:
            said = json.loads((self.folder / name).read_bytes())
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}


def _bytes(said: dict[str, Any]) -> bytes:
    return (json.dumps(said, sort_keys=True) + "\n").encode()
