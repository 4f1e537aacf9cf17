"""`kiosk usage show` and `kiosk usage export`."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import Add
from kiosk.errors import SettingsError
from kiosk.settings import Settings, load

if TYPE_CHECKING:
    from kiosk.journey.loader import Library
    from kiosk.usage.export import Export, Names


def _show(arguments: argparse.Namespace) -> int:
    """Print the visits of today and the closed weeks."""
    from kiosk.usage.period import day_of
    from kiosk.usage.show import Unreadable, as_json, as_text, read
    from kiosk.usage.store import FILE_NAME

    settings = load(arguments.site)
    summary = read(arguments.data / FILE_NAME, day_of(time.time(), settings.zone))
    if isinstance(summary, Unreadable):
        raise SettingsError(f"{arguments.data / FILE_NAME}: {summary.reason}")
    titles = names(settings.site.name, library_of(settings, arguments.data)).journeys
    print(as_json(summary) if arguments.json else as_text(summary, titles))
    return 0


def _export(arguments: argparse.Namespace) -> int:
    """Write the closed weeks for a spreadsheet (CSV) or for tools (JSON); small numbers stay hidden."""
    from kiosk.usage.export import as_csv, as_json

    exported = exported_of(arguments)
    text = as_json(exported) + "\n" if arguments.json else as_csv(exported)
    if arguments.output is None:
        sys.stdout.buffer.write(text.encode())  # as it is: a terminal would change the ends of its lines
        return 0
    write(arguments.output, text.encode())
    print(f"{arguments.output}: weeks: {len(exported.weeks)}")
    return 0


def exported_of(arguments: argparse.Namespace) -> "Export":
    """The closed weeks of the kiosk's own counts. Raises SettingsError where they cannot be read."""
    from kiosk.usage.export import read_export
    from kiosk.usage.period import day_of
    from kiosk.usage.show import Unreadable
    from kiosk.usage.store import FILE_NAME

    settings, path = load(arguments.site), arguments.data / FILE_NAME
    library = library_of(settings, arguments.data)
    found = read_export(path, day_of(time.time(), settings.zone), names(settings.site.name, library))
    if isinstance(found, Unreadable):
        raise SettingsError(f"{path}: {found.reason}")
    return found


def library_of(settings: Settings, data: Path) -> "Library":
    """The journeys of a site."""
    from kiosk.journey.loader import file_of_place, load_library

    return load_library(settings.site.commune, place_file=file_of_place(settings.site.commune, data))


def names(site: str, library: "Library") -> "Names":
    """The words for journeys and ends of visits: those of the screens."""
    from kiosk.journey.loader import HOME
    from kiosk.pages import counts_pages as words
    from kiosk.usage.export import Names

    titles = {journey.id: journey.title for journey in library.journeys.values()}
    return Names(
        site=site,
        journeys={**titles, HOME: words.NO_JOURNEY},
        outcomes=words.OUTCOMES,
        another_journey=words.ANOTHER_JOURNEY,
        another_outcome=words.ANOTHER_OUTCOME,
    )


def write(path: Path, content: bytes) -> None:
    """Write a file whole. Raises SettingsError."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror})") from error


def add(add_command: Add) -> None:
    """Add the commands, to the parser of `kiosk usage`."""
    from kiosk.commands import usage_poster

    parser = add_command("show", _show)
    parser.add_argument("--json", action="store_true", help="as JSON")
    exporting = add_command("export", _export)
    kind = exporting.add_mutually_exclusive_group()
    kind.add_argument("--csv", action="store_true", help="for a spreadsheet, in French; this is what is usual")
    kind.add_argument("--json", action="store_true", help="for tools, and for `kiosk usage poster --numbers`")
    exporting.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    usage_poster.add(add_command)
