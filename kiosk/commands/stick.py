"""`kiosk stick import`, and how the panel asks for it: as a child, which no bad file can take the kiosk down with."""

import argparse
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.commands.common import Add
from kiosk.settings import load

if TYPE_CHECKING:
    from kiosk.opening import Opened
    from kiosk.stick.desk import StickDesk
    from kiosk.stick.media import Media
    from kiosk.stick.report import Imported
    from kiosk.stick.saving import Saved
    from kiosk.usage.clock import SystemClock

GENTLY: Final = ("nice", "-n", "10")
"""Visitors come first: the kiosk on show keeps its share of the processor."""
_LONGEST: Final = 3600.0
"""Seconds of an import: thousands of recordings on the smallest Pi, and the sentences made anew."""


def _import(arguments: argparse.Namespace) -> int:
    """Take recordings, lexicon and place file from a stick; of each all or nothing."""
    from kiosk.stick.report import Kind, as_json

    report = take(arguments, media_of(arguments))
    if arguments.json:
        print(as_json(report))
        return 0 if report.well else 1
    for one in report.kinds:
        print(f"{one.kind.value}: {one.taken} taken" if one.taken else f"{one.kind.value}: nothing has changed")
        for fault in one.refusals:
            print(f"  refused: {fault.file}{f', line {fault.line}' if fault.line else ''}: {fault.why.value}")
    if report.release:
        print("release: left to the appliance")
    elif not report.kinds:
        print(f"stick: {report.state.value}", file=sys.stderr)
    if report.took(Kind.PLACE) or report.took(Kind.LEXICON):
        print("restart the kiosk")
    return 0 if report.well else 1


def take(arguments: argparse.Namespace, media: "Media") -> "Imported":
    """Import, and have new words prepared; one at a time."""
    from msgspec import structs

    from kiosk.commands.stick_takes import prepare_sentences, takes
    from kiosk.stick.importing import import_stick
    from kiosk.stick.layout import shelves
    from kiosk.stick.report import Kind
    from voices.decode import SOUNDS

    installs = arguments.stick is None and load(arguments.site).device.actions == "appliance"
    report = import_stick(media, shelves(SOUNDS), takes(arguments), arguments.data / "stick", releases=installs)
    if report.took(Kind.LEXICON) or report.took(Kind.PLACE):
        return structs.replace(report, spoken=prepare_sentences(arguments))
    return report


def media_of(arguments: argparse.Namespace) -> "Media":
    """The folder of the command line, or the stick of the settings."""
    from kiosk.stick.media import PlainFolder, open_media

    return PlainFolder(arguments.stick) if arguments.stick else open_media(load(arguments.site).device)


def stick_desk(arguments: argparse.Namespace, opened: "Opened", clock: "SystemClock") -> "StickDesk":
    """What the panel does with a stick. Nothing is imported or looked for before it is asked."""
    from kiosk.stick.desk import StickDesk
    from kiosk.support.noted import listen

    listen()
    return StickDesk(
        take=partial(_by_child, arguments),
        save=partial(_saved, arguments, opened, clock),
        squares=partial(_squares, arguments, opened, clock),
    )


def _saved(arguments: argparse.Namespace, opened: "Opened", clock: "SystemClock") -> "Saved":
    from kiosk.commands.support import saved
    from kiosk.stick.media import open_media

    return saved(opened, arguments.data, clock, open_media(opened.site.settings.device))


def _squares(arguments: argparse.Namespace, opened: "Opened", clock: "SystemClock") -> tuple[str, ...]:
    from kiosk.commands.support import squares

    return squares(opened, arguments.data, clock)


def _by_child(arguments: argparse.Namespace) -> "Imported":
    from kiosk.stick.report import Imported, StickState, from_json

    site = ["--site", str(arguments.site)] if arguments.site else []
    command = [
        *GENTLY,
        sys.executable,
        "-m",
        "kiosk",
        "stick",
        "import",
        "--json",
        "--data",
        str(arguments.data),
        *site,
    ]
    try:
        child = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=_LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return Imported(StickState.STOPPED)
    return from_json(child.stdout)


def add(add_command: Add) -> None:
    """Add the commands, to the parser of `kiosk stick`."""
    taking = add_command("import", _import)
    taking.add_argument("--stick", type=Path, metavar="DIR", help="a folder instead of the stick; it is only read")
    taking.add_argument("--json", action="store_true", help="as JSON")
