"""What the health checks need of this machine: `kiosk health` and the panel ask the same."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import equipment, trusted_day

if TYPE_CHECKING:
    from kiosk.health.needs import Clips, Loudspeaker, Needs
    from kiosk.health.result import Result
    from kiosk.opening import Opened
    from kiosk.usage.clock import SystemClock
    from voices.protocol import Equipment


def check_all(opened: "Opened", data: Path, clock: "SystemClock") -> "tuple[Result, ...]":
    """Run every check at a kiosk that has been open for some days, perhaps. Takes seconds."""
    from dataclasses import replace

    from kiosk.health.running import run

    site = replace(opened.site, today=trusted_day(clock, opened.site.zone))
    return run(needs(replace(opened, site=site), data, Path(os.sep)))


def needs(opened: "Opened", data: Path, root: Path) -> "Needs":
    """What the checks need of this machine; `root` is where `proc` and `sys` lie."""
    from importlib.resources import files

    from kiosk.calling.push import open_pusher
    from kiosk.health.needs import Needs
    from kiosk.official_site.browser.program import hindrance
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
        browser=lambda: not hindrance(opened.site.settings.official_sites.user),
        assets=Path(str(files("screens") / "assets")),
        root=root,
        printer=None if isinstance(printer, NoneTable) else open_printer(printer),
        pusher=open_pusher(opened.site.settings.call, opened.site.settings.folder),
    )


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
