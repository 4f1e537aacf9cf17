"""`kiosk health`."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.commands.common import Add, opened_site

WELL, ILL = "well", "ill"
"""Simulated machines: a Raspberry Pi at its best, and one with every fault at once."""


def _health(arguments: argparse.Namespace) -> int:
    """Say whether this kiosk is ready to open, and what is to be done."""
    from kiosk.commands.checks import needs
    from kiosk.health.report import as_json, as_text
    from kiosk.health.result import State, verdict
    from kiosk.health.running import run

    opened = opened_site(arguments)
    with _root(arguments.simulate) as root:
        results = run(needs(opened, arguments.data, root))
    print(as_json(results) if arguments.json else as_text(results))
    return 0 if verdict(results) is State.READY else 1


@contextmanager
def _root(simulate: str | None) -> Iterator[Path]:
    """This machine's own root, or that of a simulated one."""
    if simulate is None:
        yield Path(os.sep)
        return
    import tempfile

    from kiosk.health.simulated import ILL as EVERY_FAULT
    from kiosk.health.simulated import build

    with tempfile.TemporaryDirectory(prefix="machine-") as folder:
        yield build(Path(folder), EVERY_FAULT if simulate == ILL else None)


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("health", _health)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--simulate", choices=(WELL, ILL), help="measure a simulated Raspberry Pi")
