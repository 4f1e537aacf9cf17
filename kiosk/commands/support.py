"""`kiosk support`: the same bundle as the panel writes on a stick."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import Add, opened_site, trusted_day
from kiosk.errors import SettingsError

if TYPE_CHECKING:
    from kiosk.opening import Opened
    from kiosk.stick.media import Media
    from kiosk.stick.saving import Saved
    from kiosk.support.bundle import Support
    from kiosk.usage.clock import SystemClock


def _support(arguments: argparse.Namespace) -> int:
    """Write a bundle for who mends the kiosk: versions, checks, counts, faults; no name, address, code or secret."""
    from kiosk.support.bundle import as_json, as_zip
    from kiosk.usage.clock import SystemClock

    support = _gathered(opened_site(arguments), arguments.data, SystemClock())
    if arguments.out is None:
        print(as_json(support))
        return 0
    try:
        arguments.out.write_bytes(as_zip(support))
    except OSError as error:
        raise SettingsError(f"{arguments.out}: cannot be written ({error.strerror}); name another with -o") from error
    print(arguments.out)
    return 0


def saved(opened: "Opened", data: Path, clock: "SystemClock", media: "Media") -> "Saved":
    """Gather, and write it on the stick."""
    from kiosk.stick.layout import SUPPORT
    from kiosk.stick.saving import Saved, SaveState, save
    from kiosk.support.bundle import as_zip

    if media.folder() is None:  # told at once, not after all checks
        return Saved(SaveState.NO_STICK)
    return save(media, SUPPORT, "aide", as_zip(_gathered(opened, data, clock)))


def squares(opened: "Opened", data: Path, clock: "SystemClock") -> tuple[str, ...]:
    """Gather, as texts of QR codes."""
    from kiosk.support.bundle import squares as in_squares

    return in_squares(_gathered(opened, data, clock))


def _gathered(opened: "Opened", data: Path, clock: "SystemClock") -> "Support":
    from kiosk.commands.checks import check_all
    from kiosk.support.faults import journal, spots_in, spots_noted
    from kiosk.support.gathering import gathered
    from kiosk.support.noted import NOTED
    from kiosk.usage.show import Summary, read
    from kiosk.usage.store import FILE_NAME

    today = trusted_day(clock, opened.site.zone)
    counts = read(data / FILE_NAME, today) if today else None
    weeks = counts.weeks if isinstance(counts, Summary) else ()
    spots = (*spots_in(journal()), *spots_noted(NOTED.found))
    return gathered(opened, check_all(opened, data, clock), weeks, spots, Path(os.sep))


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("support", _support)
    parser.add_argument("-o", "--out", type=Path, metavar="FILE", help="a zip file; without it, printed as JSON")
