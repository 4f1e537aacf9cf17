"""Where the stick is. Mounting it is the appliance's; here only a folder is looked for."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, Protocol

from kiosk.device.setup import DeviceTable

USUAL: Final = (Path(os.sep, "media"), Path(os.sep, "run", "media"))
"""Where desktops mount sticks: here, or in a folder of the user here."""
LENT: Final = Path(os.sep, "media", "borne")
"""Where an appliance mounts one: beside it lie the layers of its own root, which are mounted too."""


class Media(Protocol):
    """What can be pulled out at any moment. Not for the UI thread: a bad stick takes seconds to answer."""

    def folder(self) -> Path | None:
        """The topmost folder of the stick; None: there is no stick."""
        ...


class PlainFolder:
    """A folder that stands for a stick: a simulated device, a test, the command line."""

    def __init__(self, path: Path) -> None:
        """`path` may not be there: then there is no stick."""
        self._path = path

    def folder(self) -> Path | None:
        """The folder itself."""
        return self._path if _is_folder(self._path) else None


class Mounted:
    """The first mounted file system in these places: an empty mount point is no stick, and is never written to."""

    def __init__(
        self, places: Iterable[Path] = USUAL, is_mount: Callable[[Path], bool] = os.path.ismount, depth: int = 2
    ) -> None:
        """Each of `places`, and folders in them down to `depth`, may be a mount point."""
        self._places = tuple(places)
        self._is_mount = is_mount
        self._depth = depth

    def folder(self) -> Path | None:
        """The first in the order of the names."""
        return next((one for place in self._places for one in self._under(place, self._depth)), None)

    def _under(self, place: Path, depth: int) -> Iterable[Path]:
        if _is_folder(place) and self._is_mount(place):
            yield place
        elif depth:
            try:
                inside = sorted(one for one in place.iterdir() if not one.is_symlink() and one.is_dir())
            except OSError:
                return
            for one in inside:
                yield from self._under(one, depth - 1)


def open_media(table: DeviceTable) -> Media:
    """As the settings say. On an appliance the named folder too must be a mounted one."""
    if table.actions == "appliance":
        return Mounted((Path(table.stick) if table.stick else LENT,), depth=0)
    return PlainFolder(Path(table.stick)) if table.stick else Mounted()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # pulled out while it was asked
        return False
