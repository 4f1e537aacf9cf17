"""`kiosk health`."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import Add, equipment, opened_site

if TYPE_CHECKING:
    from kiosk.health.needs import Clips, Loudspeaker, Needs
    from kiosk.opening import Opened
    from voices.protocol import Equipment

WELL, ILL = "well", "ill"
"""Simulated machines: a Raspberry Pi at its best, and one with every fault at once."""


def _health(arguments: argparse.Namespace) -> int:
    """Say whether this kiosk is ready to open, and what is to be done."""
    from kiosk.health.report import as_json, as_text
    from kiosk.health.result import State, verdict
    from kiosk.health.running import run

    opened = opened_site(arguments)
    with _root(arguments.simulate) as root:
        results = run(needs(opened, arguments.data, root))
    print(as_json(results) if arguments.json else as_text(results))
    return 0 if verdict(results) is State.READY else 1


def needs(opened: "Opened", data: Path, root: Path) -> "Needs":
    """What the checks need of this machine; `root` is where `proc` and `sys` lie."""
    from importlib.resources import files

    from kiosk.health.needs import Needs
    from kiosk.official_site.browser.program import found
    from kiosk.printing.setup import NoneTable
    from kiosk.printing.table import open_printer
    from kiosk.usage.clock import SystemClock

    sound, printer = equipment(opened.site.settings), opened.site.settings.printer
    return Needs(
        opened=opened,
        data=data,
        clock=SystemClock(),
        loudspeaker=partial(_loudspeaker, sound),
        clips=partial(_clips, opened, data, sound),
        browser=found,
        assets=Path(str(files("screens") / "assets")),
        root=root,
        printer=None if isinstance(printer, NoneTable) else open_printer(printer),
    )


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


def _loudspeaker(sound: "Equipment") -> "Loudspeaker":
    from kiosk.health.needs import Loudspeaker
    from voices.trying import has_card, is_wanted, takes_sound

    if not is_wanted(sound):
        return Loudspeaker.UNWANTED
    if takes_sound(sound.loudspeaker):
        return Loudspeaker.TOOK
    return Loudspeaker.REFUSED if has_card() else Loudspeaker.NONE


def _clips(opened: "Opened", data: Path, sound: "Equipment") -> "Clips":
    from collections import Counter

    from kiosk.health.needs import Clips
    from kiosk.sentences import fixed_sentences
    from voices.audit import Kind, check
    from voices.clips import Folders
    from voices.synthesis import lexicon_of
    from voices.trying import is_wanted

    if not is_wanted(sound):
        return Clips()
    wanted = fixed_sentences(opened.site)
    kinds = Counter(one.kind for one in check(wanted, Folders.of(data), lexicon_of(data), sound))
    return Clips(len(wanted), kinds[Kind.MISSING], kinds[Kind.STALE], kinds[Kind.DAMAGED])


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("health", _health)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--simulate", choices=(WELL, ILL), help="measure a simulated Raspberry Pi")
