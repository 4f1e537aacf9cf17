"""`kiosk usage show`."""

import argparse
import time

from kiosk.commands.common import Add
from kiosk.errors import SettingsError
from kiosk.settings import load


def _show(arguments: argparse.Namespace) -> int:
    """Print the visits of today and the closed weeks."""
    from kiosk.journey.loader import file_of_place, load_library
    from kiosk.usage.period import day_of
    from kiosk.usage.show import Unreadable, as_json, as_text, read
    from kiosk.usage.store import FILE_NAME

    settings = load(arguments.site)
    summary = read(arguments.data / FILE_NAME, day_of(time.time(), settings.zone))
    if isinstance(summary, Unreadable):
        raise SettingsError(f"{arguments.data / FILE_NAME}: {summary}")
    library = load_library(settings.site.commune, place_file=file_of_place(settings.site.commune, arguments.data))
    titles = {journey.id: journey.title for journey in library.journeys.values()}
    print(as_json(summary) if arguments.json else as_text(summary, titles))
    return 0


def add(add_command: Add) -> None:
    """Add the commands, to the parser of `kiosk usage`."""
    parser = add_command("show", _show)
    parser.add_argument("--json", action="store_true", help="as JSON")
