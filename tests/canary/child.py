"""`python -m tests.canary.child LEAKS run ...`: the kiosk with seeded leaks, each KIND:FIELD ("-": none).

With SIGUSR1 it falls over a bug whose words are all that was typed. Nothing else differs from `python -m kiosk run`.
"""

import logging
import os
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final

from kiosk.__main__ import main
from kiosk.entry_flow import EntryFlow
from kiosk.ids import ChoiceId

KEPT: Final[list[object]] = []
"""What a careless module would remember."""


def _log(typed: str) -> None:
    """A line for the maintainer."""
    logging.getLogger("kiosk").warning("the visitor typed %s", typed)


def _file(typed: str) -> None:
    """A draft on the disk."""
    with tempfile.NamedTemporaryFile("w", delete=False, encoding="utf-16") as file:
        file.write(typed)


def _deleted(typed: str) -> None:
    """A draft on the disk, without a name."""
    file = tempfile.TemporaryFile("wb", buffering=0)  # noqa: SIM115  # it stays open: that is the leak
    file.write(typed.encode())
    KEPT.append(file)


def _texture(typed: str) -> None:
    """A picture of a text is kept for the next time."""
    from kivy.core.text import Label

    label = Label(text=typed)
    label.refresh()
    KEPT.append(label)


def _global(typed: str) -> None:
    """The last ones are remembered."""
    KEPT.append(typed)


def _row(typed: str) -> None:
    """A row that is deleted at once: its bytes stay in the freed page."""
    folder = Path(sys.argv[sys.argv.index("--data") + 1])
    with closing(sqlite3.connect(folder / "draft.db")) as database:
        database.execute("pragma secure_delete = off")  # Debian's library overwrites by itself
        database.execute("create table if not exists draft (typed text)")
        database.execute("insert into draft values (?)", (typed,))
        database.commit()
        database.execute("delete from draft")
        database.commit()


LEAKS: Final[dict[str, Callable[[str], None]]] = {
    "log": _log,
    "file": _file,
    "deleted": _deleted,
    "texture": _texture,
    "global": _global,
    "row": _row,
}


def _leak(seeded: dict[str, Callable[[str], None]]) -> None:
    """After each key, what stands in a field leaks as is seeded for that field; the kiosk is kept for its bug."""
    press = EntryFlow.press
    flows: list[Any] = []

    def press_and_leak(flow: Any, key: ChoiceId) -> None:
        press(flow, key)
        flows[:] = [flow]
        typed: dict[str, str] = flow._kiosk.session.typed
        for name, leak in seeded.items():
            if name in typed:
                leak(typed[name])

    EntryFlow.press = press_and_leak  # type: ignore[assignment, method-assign]

    def fall(_number: int, _frame: object) -> None:
        raise ValueError(dict(flows[0]._kiosk.session.typed))

    signal.signal(signal.SIGUSR1, fall)


def _seeded(leaks: str) -> dict[str, Callable[[str], None]]:
    pairs = (leak.split(":") for leak in leaks.split(",") if leak != "-")
    seeded: dict[str, list[str]] = {}
    for kind, field in pairs:
        seeded.setdefault(field, []).append(kind)
    return {field: partial(_all, kinds) for field, kinds in seeded.items()}


def _all(kinds: list[str], typed: str) -> None:
    for kind in kinds:
        LEAKS[kind](typed)


if __name__ == "__main__":
    os.environ["PYTHONFAULTHANDLER"] = "1"  # it may tell of a crash whatever it likes
    _leak(_seeded(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
