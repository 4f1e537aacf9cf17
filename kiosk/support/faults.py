"""The last faults, as kinds and places in our own code. No word of a message is ever taken."""

import builtins
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import kiosk
from kiosk import errors
from kiosk.support.bundle import Spot

UNIT: Final = "kiosk.service"
"""Under this name the appliance runs the kiosk."""
HOME: Final = Path(kiosk.__file__).parent.parent
PACKAGES: Final = ("kiosk", "screens", "voices")
MOST: Final = 12
_LATEST: Final = 2000
"""Lines of the journal."""
_PATIENCE: Final = 10.0
_FRAME: Final = re.compile(r'\s+File "([^"]{1,500})", line (\d{1,5}), in ')
_END: Final = re.compile(r"(?:[a-z_]\w*\.)*([A-Z]\w*)(?::|$)")
_OWN: Final = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
_BUILT_IN: Final = {
    name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)
}
_LIBRARIES: Final = {"OperationalError", "DatabaseError", "IntegrityError", "ValidationError", "LibsndfileError"}
KINDS: Final = frozenset(_OWN | _BUILT_IN | _LIBRARIES)
"""Of exceptions; another one is told as "other"."""


def spots_noted(found: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, str]]:
    """(kind, where) of what was logged as (level, path, line): only what our own code has logged."""
    for level, path, line in found:
        where = place(path, line)
        if where:
            yield level if level in {"WARNING", "ERROR"} else "other", where


def spots_in(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(kind, where) of every traceback in a log: the last place in our own code before the exception's name."""
    where = ""
    for line in lines:
        frame = _FRAME.match(line)
        end = _END.match(line)
        if frame:
            where = place(frame[1], int(frame[2])) or where
        elif end and where:
            yield end[1] if end[1] in KINDS else "other", where
            where = ""


def place(path: str, line: int) -> str:
    """Where a line is in our own code, such as "kiosk/idle.py:31"; empty where it is not."""
    parts = Path(path).parts
    for package in PACKAGES:
        if package in parts:
            own = Path(*parts[len(parts) - 1 - parts[::-1].index(package) :])
            if own.suffix == ".py" and ".." not in own.parts and (HOME / own).is_file():
                return f"{own}:{line}"
    return ""


def latest(spots: Iterable[tuple[str, str]]) -> tuple[Spot, ...]:
    """Each once, with how often; the latest last, `MOST` of them."""
    found = tuple(spots)
    times = Counter(found)
    in_order = list(dict.fromkeys(reversed(found)))[:MOST]
    return tuple(Spot(kind, where, times[kind, where]) for kind, where in reversed(in_order))


def journal() -> tuple[str, ...]:
    """The latest lines that the kiosk has written to the journal of the system; none where there is no journal."""
    command = ["journalctl", "--unit", UNIT, "--lines", str(_LATEST), "--output", "cat", "--no-pager", "--quiet"]
    try:
        told = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(told.decode(errors="replace").splitlines())
