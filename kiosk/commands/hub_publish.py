"""`kiosk hub publish` and `kiosk hub demo`, in the hub's own small environment."""

import argparse
import sqlite3
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import Add
from kiosk.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection

    from kiosk.hub.titles import Titles
    from kiosk.journey.model import Journey


def _publish(arguments: argparse.Namespace) -> int:
    """Write what may be seen of the counts, for staff and for everybody; once a night."""
    from kiosk.hub.nightly import publish
    from kiosk.hub.publication import LATE_DAYS
    from kiosk.hub.schema import COUNTS

    if not (arguments.hub / COUNTS).is_file():
        raise SettingsError(f"{arguments.hub}: there is no {COUNTS}; expected the folder of a hub")
    try:
        decided = publish(arguments.hub, _today(arguments), _titles(), noise=arguments.noise)
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(f"{arguments.hub}: {error}; what was published before stays") from error
    print(f"published {decided.shown} new numbers; {decided.hidden} too small to show; {decided.waiting} rows wait")
    for kiosk in decided.impossible:
        print(f"left out: impossible numbers of a kiosk in {kiosk.place} ({kiosk.kiosk[:8]})")
    if decided.incomplete:
        print(
            f"incomplete weeks of kiosks: {decided.incomplete}; their visits, outcomes and last steps differ, and "
            f"{LATE_DAYS} days after its end such a week is told by its visits alone"
        )
    if decided.unsafe:
        print(f"{decided.unsafe} months left out: with what was shown before, they would tell a small number")
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    """Fill a new hub with an invented year of seven places, which its pages call invented."""
    from kiosk.hub.demo_hub import fill
    from kiosk.hub.schema import COUNTS

    if (arguments.hub / COUNTS).exists():
        raise SettingsError(f"{arguments.hub}: there is a {COUNTS}; invented counts go into a folder of their own")
    journeys = {str(journey.id): [str(step.id) for step in journey.steps] for journey in _journeys()}
    try:
        rows = fill(arguments.hub, journeys, _today(arguments))
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(f"{arguments.hub}: {error}") from error
    print(f"invented {rows} rows; kiosk hub publish --hub {arguments.hub} shows them")
    return 0


def _today(arguments: argparse.Namespace) -> date:
    return arguments.today or date.today()  # noqa: DTZ011 - nights of the hub's own calendar


def _journeys() -> "Collection[Journey]":
    """Of the content that ships, whatever the place: journeys and their steps are the same everywhere."""
    from kiosk.ids import PlaceId
    from kiosk.journey.loader import read_library

    library, _ = read_library(PlaceId("_modele"))
    return library.journeys.values()


def _titles() -> "Titles":
    from kiosk.hub.titles import Titles

    journeys = _journeys()
    return Titles(
        {journey.id: journey.title for journey in journeys},
        {(journey.id, step.id): step.title for journey in journeys for step in journey.steps},
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a day, such as 2026-11-23") from error


def add(add_command: Add) -> None:
    """Add the commands, to the parser of `kiosk hub`."""
    publishing = add_command("publish", _publish)
    publishing.add_argument("--noise", action="store_true", help="open data with OpenDP's noise; else nothing below 10")
    for one in (publishing, add_command("demo", _demo)):
        one.add_argument("--hub", type=Path, metavar="FOLDER", required=True, help="the hub's own files")
        one.add_argument("--today", type=_day, metavar="DAY", help="another day than today, such as 2026-11-23")
