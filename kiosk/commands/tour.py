"""`kiosk tour`."""

import argparse
import contextlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.check import all_findings
from kiosk.commands.common import HEIGHT, WIDTH, Add, equipment, now, opened_site, size
from kiosk.errors import SettingsError
from kiosk.ids import JourneyId
from kiosk.journey.loader import file_of_place
from kiosk.settings import load, rehearsal

if TYPE_CHECKING:
    from kiosk.checking.finding import Finding
    from kiosk.opening import Opened
    from screens.tour.command import Taken
    from screens.tour.sheet import Book
    from voices.protocol import Speakable
    from voices.render import Renderer


def _tour(arguments: argparse.Namespace) -> int:
    """Drive the real application through every step, offscreen; leave a sheet to proof-read."""
    from kiosk.opening import with_official_sites
    from screens.tour.sheet import write_book

    with tempfile.TemporaryDirectory() as agenda:
        settings = rehearsal(load(arguments.site))
        place = file_of_place(settings.site.commune, arguments.data)
        rehearsed = argparse.Namespace(**{**vars(arguments), "data": Path(agenda), "place": place})
        opened = with_official_sites(opened_site(rehearsed, settings))
        _known("--language", arguments.language, ("fr", *opened.site.languages))
        if arguments.journey is not None:
            _known("--journey", arguments.journey, tuple(opened.site.library.journeys))
        findings = all_findings(arguments)  # seconds, before the minutes
        taken = _taken(arguments, opened)
    sheet = write_book(arguments.out, _book(arguments.journey, opened, taken, findings))
    print(f"the sheet to proof-read is {sheet}")
    return 0


def _known(option: str, given: str, expected: Sequence[str]) -> None:
    if given not in expected:
        raise SettingsError(f"{option} {given}: unknown; expected one of: {', '.join(expected)}")


def _taken(arguments: argparse.Namespace, opened: "Opened") -> "Taken":
    """The pictures and sounds of all screens."""
    from kiosk.official_site.sample import Samples
    from screens.drive import Driver
    from voices import render, silent

    driver = Driver(*(arguments.size or (WIDTH, HEIGHT)))
    from screens.stage import Stage
    from screens.tour.command import tour
    from screens.tour.sample_page import drawn
    from screens.window import panel_of

    given = opened.site.settings.panel
    stage = Stage(
        opened,
        voice=silent.SilentVoice(remember=False),
        record=lambda _: None,  # nobody came: nothing is counted
        now=now,
        monotonic=driver.clock.now,
        panel=panel_of(given.width_mm, given.height_mm),
        browsers=Samples(drawn).browsers,  # no site is opened: what is said there is shown on made-up pages
    )
    driver.show(stage.root)
    stage.start()
    with contextlib.closing(render.Renderer(arguments.data, equipment(opened.site.settings))) as voice:

        def sound(said: "Sequence[Speakable]", path: Path) -> Path | None:
            return _heard(voice, said, path, small=not arguments.wav)

        taken = tour(stage, driver, arguments.out, sound, arguments.journey, language=arguments.language)
    stage.close()
    return taken


def _heard(voice: "Renderer", said: "Sequence[Speakable]", path: Path, *, small: bool) -> Path | None:
    """The file of what is said; None when there is nothing to hear."""
    from voices.compressed import compressed

    if not voice.write(said, path):
        return None
    return compressed(path) if small else path


def _book(journey: str | None, opened: "Opened", taken: "Taken", findings: "Sequence[Finding]") -> "Book":
    """What was taken, with all that the content and `kiosk check` say of it."""
    from kiosk.journey.loader import HOME
    from kiosk.journey.personas import read_personas
    from kiosk.proof.sheet import house_sheet, journey_sheet
    from kiosk.proof.travelling import travelling
    from screens.tour.sheet import Book

    site = opened.site
    findings = tuple(map(travelling, findings))
    people = read_personas(site.library.folder)
    screens = {stop.ref: several for stop, several in taken.steps.items()}
    wanted = [journey] if journey else sorted(site.library.journeys, key=lambda one: one != HOME)
    sheets = [journey_sheet(site, JourneyId(one), screens, people, findings) for one in wanted]
    if taken.house:
        sheets.append(house_sheet(taken.house))
    day = f", feuille du {site.today:%d/%m/%Y}" if site.today else ""
    return Book(tuple(sheets), findings, people.invented, f"{site.settings.site.name}{day}")


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("tour", _tour)
    parser.add_argument("--journey", metavar="ID", help="only the steps of this journey")
    parser.add_argument("--language", metavar="CODE", default="fr", help="of the visitor: fr, nl")
    parser.add_argument("--out", type=Path, metavar="DIR", default=Path("out/tour"), help="where to leave the sheet")
    parser.add_argument("--size", type=size, metavar="WxH", help=f"pixels; default: {WIDTH}x{HEIGHT}")
    parser.add_argument(
        "--wav", action="store_true", help="leave the sounds as WAV files, some thirteen times as large"
    )
