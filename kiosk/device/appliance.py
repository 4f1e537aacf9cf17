"""The appliance's own: wishes to systemd as empty files, and the kernel's backlight.

The kiosk has no right to restart or to switch off anything. An empty file appears in a folder in memory, a `.path` unit
sees it, removes it and does what its name says: nothing in the file could be misread, and nobody else can write there.
"""

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, Self

from kiosk.device.setup import DeviceTable

BACKLIGHTS: Final = Path("/sys/class/backlight")
RUNTIME: Final = "RUNTIME_DIRECTORY"
_DONE: Final = "stick-done"
_ON, _OFF = "0", "4"
"""Of `bl_power`: the kernel's FB_BLANK_UNBLANK and FB_BLANK_POWERDOWN."""
log = logging.getLogger(__name__)


class Appliance:
    """A Raspberry Pi set up as a kiosk. A screen without a backlight of its own (HDMI) is black while it sleeps."""

    def __init__(self, folder: Path | None, backlights: Path = BACKLIGHTS) -> None:
        """`folder`: where wishes appear; None: there is none, and nothing can be asked."""
        self._folder = folder
        self._backlights = backlights

    @classmethod
    def from_setup(cls, table: DeviceTable, environment: Mapping[str, str] = os.environ) -> Self:
        """As the settings say, or systemd. Touches nothing."""
        if table.ask_folder:
            return cls(Path(table.ask_folder))
        given = environment.get(RUNTIME, "").partition(":")[0]
        return cls(Path(given) / "ask" if given else None)

    def restart(self) -> bool:
        """Ask by the file `restart`."""
        return self._ask("restart")

    def power_off(self) -> bool:
        """Ask by the file `poweroff`."""
        return self._ask("poweroff")

    def send_counts(self) -> bool:
        """Ask by the file `sync-now`."""
        return self._ask("sync-now")

    def carry_counts(self) -> bool:
        """Ask by the file `counts-to-stick`."""
        return self._ask("counts-to-stick")

    def lend_stick(self, *, writing: bool) -> bool:
        """Ask by the file `export` or `import`; who mounts removes it."""
        return self._ask("export" if writing else "import")

    def stick_done(self) -> bool:
        """Ask by the file `stick-done`; who unmounts removes it afterwards."""
        return self._ask(_DONE)

    def stick_is_leaving(self) -> bool:
        """Whether that file is still there."""
        return self._folder is not None and (self._folder / _DONE).exists()

    def sleep(self) -> bool:
        """Every backlight off."""
        return self._write("bl_power", lambda _: _OFF)

    def wake(self) -> bool:
        """Every backlight on."""
        return self._write("bl_power", lambda _: _ON)

    def brightness(self, percent: int) -> bool:
        """A share of what each backlight can, at least its first step."""
        return self._write("brightness", lambda light: str(max(1, _most(light) * percent // 100)))

    def _ask(self, what: str) -> bool:
        if self._folder is None:
            log.warning("nobody can be asked: %s is not set", RUNTIME)
            return False
        try:
            self._folder.mkdir(exist_ok=True)
            (self._folder / what).touch(mode=0o600)
        except OSError as error:
            log.warning("%s cannot be asked: %s", what, type(error).__name__)
            return False
        return True

    def _write(self, name: str, value: Callable[[Path], str]) -> bool:
        """False where there is no light to set, or it is not ours to set."""
        try:
            for light in (lights := tuple(self._lights())):
                (light / name).write_text(value(light), encoding="ascii")
        except (OSError, ValueError) as error:
            log.warning("the backlight cannot be set: %s", type(error).__name__)
            return False
        return bool(lights)

    def _lights(self) -> Iterator[Path]:
        return (light for light in sorted(self._backlights.glob("*")) if (light / "max_brightness").exists())


def _most(light: Path) -> int:
    return int((light / "max_brightness").read_text(encoding="ascii"))
