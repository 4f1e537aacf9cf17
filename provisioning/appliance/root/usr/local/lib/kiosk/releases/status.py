"""What the facilitator and `kiosk health` may know of updates: releases/status.json."""

import json
import time
from datetime import datetime
from typing import Any, Final

from . import disk
from .store import Store

CURRENT: Final = "current"
UPDATED: Final = "updated"
ROLLED_BACK: Final = "rolled-back"
WAITING: Final = "waiting"


def write(store: Store, result: str, reason: str = "", *, maintenance: str = "") -> None:
    """Say how it went, with the time of now; what is not said of maintenance stays as it was."""
    said = read(store)
    said |= {"running": store.current, "last_check": _now(), "result": result, "reason": reason}
    if maintenance:
        said["maintenance"] = maintenance
    disk.write(store.folder / "status.json", (json.dumps(said, sort_keys=True) + "\n").encode())


def note_maintenance(store: Store, line: str) -> None:
    """Say how the last maintenance went, and nothing else."""
    said = read(store) | {"maintenance": line, "maintained": _now()}
    disk.write(store.folder / "status.json", (json.dumps(said, sort_keys=True) + "\n").encode())


def read(store: Store) -> dict[str, Any]:
    """What was said last; {} where nothing was."""
    try:
        said = json.loads((store.folder / "status.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _now() -> str:
    return datetime.fromtimestamp(time.time()).astimezone().isoformat(timespec="seconds")
