"""What commands share: the site named on the command line, opened; and what the parsers of several read."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import structs

from kiosk.ids import PlaceId
from kiosk.settings import Settings, VoiceSettings, load

if TYPE_CHECKING:
    from kiosk.opening import Opened
    from kiosk.usage.clock import Clock
    from voices.commands import Answer
    from voices.protocol import Equipment

WIDTH, HEIGHT = 1280, 800
Command = Callable[[argparse.Namespace], int]
"""What a command does: 0 when all is well, 1 when something is at fault."""
Add = Callable[..., argparse.ArgumentParser]
"""Adds a command to the parser: its name and its `Command`, whose docstring is its help."""


def default_data() -> Path:
    """Where the kiosk keeps its files when `--data` does not say."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "coup-de-pouce"


def now() -> datetime:
    """The wall clock, right or wrong."""
    return datetime.now(UTC)


def opened_site(arguments: argparse.Namespace, settings: Settings | None = None) -> "Opened":
    """The site named on the command line, opened; `--place`, where it is given, names the file of its commune."""
    from kiosk.opening import open_site
    from kiosk.usage.clock import SystemClock

    settings = settings or load(arguments.site)
    place: Path | None = getattr(arguments, "place", None)
    if place is not None:
        site = structs.replace(settings.site, commune=PlaceId(place.stem))
        settings = structs.replace(settings, site=site)
    with contextlib.suppress(OSError):  # agenda and counts say themselves, each in its way, that they cannot write
        arguments.data.mkdir(parents=True, exist_ok=True)
    return open_site(settings, arguments.data, now, trusted_day(SystemClock(), settings.zone), place_file=place)


def trusted_day(clock: "Clock", zone: ZoneInfo) -> date | None:
    """The local day; None while the clock is not trusted. May read files."""
    return now().astimezone(zone).date() if clock.booted() is not None else None


def equipment(settings: Settings | None) -> "Equipment":
    """What the settings say of sound."""
    from voices.protocol import Equipment

    wanted = settings.voice if settings else VoiceSettings()
    return Equipment(wanted.engines, wanted.loudspeaker, wanted.headset, wanted.headset_jack, wanted.piper_model)


def tell(answer: "Answer") -> int:
    """Print what a command found."""
    for error in answer.errors:
        print(error, file=sys.stderr)
    try:
        print(answer.text, flush=True)
    except BrokenPipeError:  # whoever reads has seen enough: `kiosk voices check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0 if answer.well else 1


def size(text: str) -> tuple[int, int]:
    """Read WIDTHxHEIGHT in pixels."""
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r}: expected WIDTHxHEIGHT in pixels, such as 1280x800")
    return int(width), int(height)
