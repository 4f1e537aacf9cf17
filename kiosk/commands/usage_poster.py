"""`kiosk usage poster`."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import Add
from kiosk.errors import SettingsError
from kiosk.settings import Settings, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kiosk.ids import JourneyId
    from kiosk.usage.export import Export
    from kiosk.usage.period import Period

MISSING = (
    "the poster is set by Typst, which is not installed: `pip install .[poster]` (35 MB), here or on another machine"
)


def _poster(arguments: argparse.Namespace) -> int:
    """Make the page of a closed week for the wall and the annual report: one A4 in French, as PDF."""
    from importlib.resources import files

    from kiosk.commands.usage import write
    from kiosk.usage.poster import poster_of
    from kiosk.usage.poster_pdf import NoTypstError, page

    settings = load(arguments.site)
    exported = _numbers(arguments)
    _closed(arguments.week, min(exported.made, _today(settings)))
    poster = poster_of(exported, arguments.week, _tones(settings, arguments.data))
    try:
        content = page(poster, Path(str(files("screens") / "assets" / "fonts")))
    except NoTypstError:
        raise SettingsError(MISSING) from None
    write(arguments.output, content)
    print(f"{arguments.output}: {poster.title}")
    return 0


def _numbers(arguments: argparse.Namespace) -> "Export":
    """Of this kiosk, or of the file that another one exported. Raises SettingsError."""
    from kiosk.commands.usage import exported_of
    from kiosk.usage.export import from_json
    from kiosk.usage.show import Unreadable

    if arguments.numbers is None:
        return exported_of(arguments)
    try:
        found = from_json(arguments.numbers.read_bytes())
    except OSError as error:
        raise SettingsError(f"{arguments.numbers}: cannot be read ({error.strerror})") from error
    if isinstance(found, Unreadable):
        raise SettingsError(f"{arguments.numbers}: is not what `kiosk usage export --json` writes: {found.reason}")
    return found


def _today(settings: Settings) -> "date":
    from kiosk.usage.period import day_of

    return day_of(time.time(), settings.zone)


def _closed(week: "Period", today: "date") -> None:
    """Raise SettingsError for a week that was not over on the day of the numbers."""
    from datetime import timedelta

    from kiosk.usage.period import is_closed_week, monday

    if not is_closed_week(week, today):
        first = monday(week) + timedelta(weeks=1)
        raise SettingsError(f"{week} was not over on {today}: its poster can be made from numbers of {first} on")


def _tones(settings: Settings, data: Path) -> "Callable[[JourneyId], str]":
    """The tone of the door behind which a journey lies; a journey that is not known here has none."""
    from kiosk.commands.usage import library_of

    library = library_of(settings, data)
    return lambda journey: library.journeys[journey].tone.value if journey in library.journeys else ""


def _week(text: str) -> "Period":
    """An ISO week that the calendar has."""
    import re

    from kiosk.usage.period import Period, monday

    fault = argparse.ArgumentTypeError(f"{text!r} is no week; expected one like 2026-W47")
    if not re.fullmatch(r"\d{4}-W\d{2}", text, re.ASCII):
        raise fault
    try:
        monday(Period(text))
    except ValueError:  # some years have 53 weeks, none has more
        raise fault from None
    return Period(text)


def add(add_command: Add) -> None:
    """Add the command, to the parser of `kiosk usage`."""
    parser = add_command("poster", _poster)
    parser.add_argument("--week", type=_week, required=True, metavar="WEEK", help="an ISO week, such as 2026-W47")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the PDF")
    parser.add_argument("--numbers", type=Path, metavar="FILE", help="what another kiosk's `usage export --json` wrote")
