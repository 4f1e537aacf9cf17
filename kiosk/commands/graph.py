"""`kiosk graph`."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import Add
from kiosk.errors import SettingsError
from kiosk.settings import Settings, load

if TYPE_CHECKING:
    from kiosk.journey.loader import Library
    from kiosk.journey.model import Journey
    from kiosk.usage.leaving import Endings


def _graph(arguments: argparse.Namespace) -> int:
    """Draw a journey, or all, as SVG: its pages, its choices and where they lead; one sheet of A4 each."""
    from kiosk.drawing.chart import chart_of
    from kiosk.drawing.dot import dot_of
    from kiosk.drawing.layout import LAYOUTS
    from kiosk.drawing.svg import draw
    from kiosk.journey.loader import load_library

    settings = load(arguments.site)
    library = load_library(settings.site.commune)
    endings = _endings(arguments.data, settings) if arguments.counts else None
    for journey, target in _wanted(library, arguments):
        chart = chart_of(library, journey, endings)
        draw((dot_of(chart, layout) for layout in LAYOUTS), target)
        print(target)
    return 0


def _wanted(library: "Library", arguments: argparse.Namespace) -> list[tuple["Journey", Path]]:
    """The journeys to draw, each with its file."""
    name = arguments.journey
    if (name is None) != arguments.all:
        raise SettingsError("name one journey, or give --all")
    if arguments.all:
        folder = arguments.out or Path("out/graph")
        return [(journey, folder / f"{journey.id}.svg") for journey in library.journeys.values()]
    if name not in library.journeys:
        raise SettingsError(f"{name}: unknown; expected one of: {', '.join(sorted(library.journeys))}")
    return [(library.journeys[name], arguments.out or Path(f"out/graph/{name}.svg"))]


def _endings(data: Path, settings: Settings) -> "Endings":
    from kiosk.usage.leaving import read_endings
    from kiosk.usage.period import day_of
    from kiosk.usage.show import Unreadable
    from kiosk.usage.store import FILE_NAME

    found = read_endings(data / FILE_NAME, day_of(time.time(), settings.zone))
    if isinstance(found, Unreadable):
        raise SettingsError(f"{data / FILE_NAME}: {found}")
    return found


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("graph", _graph)
    parser.add_argument("journey", nargs="?", metavar="JOURNEY", help="its id, such as commune_identite")
    parser.add_argument("--all", action="store_true", help="every journey")
    parser.add_argument("-o", "--out", type=Path, metavar="PATH", help="the file; with --all the folder")
    parser.add_argument("--counts", action="store_true", help="where visits ended, in the closed weeks of this kiosk")
