"""Waits for what installing needs: a way out, and a clock that is not years behind."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

ROUTES: Final = (Path("/proc/net/route"), Path("/proc/net/ipv6_route"))
SYNCHRONIZED: Final = Path("/run/systemd/timesync/synchronized")
_LOOK_S: Final = 2.0


def has_way_out(routes: tuple[Path, Path] = ROUTES) -> bool:
    """Whether the kernel knows a default route by a device other than the loopback."""
    four, six = (_rows(path) for path in routes)
    return any(row[1] == "0" * 8 and row[0] != "lo" for row in four) or any(
        row[0] == "0" * 32 and row[1] == "00" and row[-1] != "lo" for row in six
    )


def _rows(path: Path) -> list[list[str]]:
    try:
        return [line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    except OSError:
        return []


def come(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait until it is so, `seconds` at most; whether it is."""
    end, never = time.monotonic() + seconds, threading.Event()
    while not condition():
        if time.monotonic() > end:
            return False
        never.wait(_LOOK_S)
    return True
