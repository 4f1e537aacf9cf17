"""Clock, sound, clips, printer, content, places, guidance, browser, letters and pictures."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from kiosk.health.needs import Clips, Loudspeaker, Needs
from kiosk.health.result import State
from kiosk.opening import Opened
from kiosk.printing.protocol import NoPaper, Ready, Refused, TimedOut, Unplugged
from kiosk.printing.protocol import State as PrinterState
from kiosk.voice_progress import telling
from tests.kiosk.checks.conftest import ASSETS, TODAY, HandClock, Look
from tests.official_journey import leading_to


def test_a_clock_that_nothing_keeps_right(look: Look) -> None:
    assert look("clock").state is State.READY
    assert look("clock", clock=HandClock(right=False)).state is State.ATTENTION


@pytest.mark.parametrize(
    ("loudspeaker", "state"),
    [
        (Loudspeaker.TOOK, State.READY),
        (Loudspeaker.REFUSED, State.BROKEN),
        (Loudspeaker.NONE, State.BROKEN),
        (Loudspeaker.UNWANTED, State.ABSENT),
    ],
)
def test_the_loudspeaker(look: Look, loudspeaker: Loudspeaker, state: State) -> None:
    assert look("sound", loudspeaker=lambda: loudspeaker).state is state


class HandPrinter:
    def __init__(self, state: PrinterState) -> None:
        self._state = state

    def state(self) -> PrinterState:
        return self._state


@pytest.mark.parametrize(
    ("printer", "says"),
    [
        (Ready(), "L’imprimante est prête."),
        (Ready(low=True), "L’imprimante a bientôt fini son papier."),
        (Ready(answers=False), "L’imprimante est branchée. Regardez s’il y a du papier."),
        (NoPaper(), "L’imprimante n’a plus de papier."),
        (Unplugged(), "L’imprimante ne répond pas."),
        (TimedOut(), "L’imprimante ne répond pas."),
        (Refused(), "L’imprimante est bloquée."),
    ],
)
def test_the_printer(look: Look, printer: PrinterState, says: str) -> None:
    assert look("printer").state is State.ABSENT
    result = look("printer", printer=HandPrinter(printer))
    assert result.found.says == says
    assert (result.state is State.READY) is (isinstance(printer, Ready) and not printer.low)


@pytest.mark.parametrize(
    ("clips", "says"),
    [
        (Clips(9), "Toutes les phrases sont prêtes."),
        (Clips(9, missing=1), "1 phrase n’est pas prête."),
        (Clips(9, missing=1, stale=2, damaged=3), "6 phrases ne sont pas prêtes."),
    ],
)
def test_clips(look: Look, clips: Clips, says: str) -> None:
    assert look("clips", clips=lambda: clips).found.says == says


def test_content_that_could_not_be_read(look: Look, opened: Opened) -> None:
    assert look("content").state is State.READY
    result = look("content", opened=replace(opened, faults=("accueil.yaml:3: no such step; mend it",)))
    assert result.state is State.BROKEN
    assert "accueil" not in repr(result.found)


def test_what_the_site_that_ships_does_not_know_is_to_be_asked(look: Look, shipped: Opened) -> None:
    result = look("places", opened=shipped)
    assert result.state is State.ATTENTION
    assert "à vérifier par téléphone" in result.found.says


def test_values_of_the_commune_grow_old(look: Look, opened: Opened) -> None:
    assert look("places").state is State.READY
    later = replace(opened, site=replace(opened.site, today=TODAY + timedelta(days=181)))
    assert look("places", opened=later).state is State.ATTENTION
    undated = replace(opened, site=replace(opened.site, today=None))
    assert look("places", opened=undated).found.says == "L’âge des informations n’est pas connu."


def test_one_value_alone(look: Look, opened: Opened) -> None:
    library = opened.site.library
    one = structs.replace(library.values["commune_phone"], verified=None)
    library = replace(library, values={**library.values, "commune_phone": one})
    found = look("places", opened=replace(opened, site=replace(opened.site, library=library))).found
    assert found.says == "1 information est à vérifier par téléphone."


def test_an_office_where_appointments_are_made(look: Look, opened: Opened) -> None:
    library = opened.site.library
    office = structs.replace(library.offices["commune"], verified=None)
    library = replace(library, offices={**library.offices, "commune": office})
    services = tuple(structs.replace(one, office="commune") for one in opened.site.settings.services)
    settings = structs.replace(opened.site.settings, services=services)
    changed = replace(opened, site=replace(opened.site, library=library, settings=settings))
    assert look("places", opened=changed).found.says == "1 information est à vérifier par téléphone."


def leading_on(opened: Opened, verified: date | None) -> Opened:
    """The site with a journey to an official one, compared with its guidance on that day."""
    guidance = next(iter(opened.site.library.guidances.values()))
    return leading_to(opened, structs.replace(guidance, verified=verified))


@pytest.mark.parametrize(
    ("verified", "state"),
    [(TODAY, State.READY), (TODAY - timedelta(days=181), State.ATTENTION), (None, State.ATTENTION)],
)
def test_guidance_grows_old(look: Look, opened: Opened, verified: date | None, state: State) -> None:
    assert look("guides", opened=leading_on(opened, verified)).state is state


def test_guidance_where_nothing_can_be_dated(look: Look, opened: Opened) -> None:
    guided = leading_on(opened, TODAY)
    undated = replace(guided, site=replace(guided.site, today=None))
    assert look("guides", opened=undated).found.says == "L’âge des guides n’est pas connu."


def test_the_browser_is_missed_only_where_a_journey_leads_to_an_official_site(look: Look, opened: Opened) -> None:
    assert look("browser", browser=bool).state is State.ABSENT
    assert look("guides").state is State.ABSENT
    guided = leading_on(opened, TODAY)
    assert look("browser", opened=guided, browser=bool).state is State.ATTENTION
    assert look("browser", opened=guided, browser=lambda: True).state is State.READY


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """A copy of what the screens draw with."""
    copy: Path = shutil.copytree(ASSETS, tmp_path / "assets")
    return copy


def test_a_picture_that_is_gone_or_cut_is_missed(look: Look, assets: Path) -> None:
    assert look("assets", assets=assets).state is State.READY
    (assets / "icons" / "phone.png").write_bytes(b"")
    assert look("assets", assets=assets).found.says == "Des lettres ou des images sont abîmées."
    (assets / "icons" / "phone.png").unlink()
    assert look("assets", assets=assets).state is State.BROKEN


def test_letters_that_are_gone_or_cut_are_missed(look: Look, assets: Path) -> None:
    (assets / "fonts" / "Lexend_400Regular.ttf").write_bytes(b"OT")
    assert look("assets", assets=assets).state is State.BROKEN
    shutil.rmtree(assets / "fonts")
    assert look("assets", assets=assets).found.says == "Les lettres ou les images manquent."


def test_a_list_of_pictures_that_is_gone_is_missed(look: Look, assets: Path) -> None:
    (assets / "icons.txt").unlink()
    assert look("assets", assets=assets).state is State.BROKEN


def test_clips_that_are_being_made_are_no_fault_to_be_told_of(look: Look, needs: Needs) -> None:
    with telling(needs.data) as tells:
        tells(1, 1483)
        found = look("clips", clips=lambda: Clips(wanted=3, missing=2)).found
    assert found.says == "La borne prépare encore des phrases."
    assert look("clips", clips=lambda: Clips(wanted=3, missing=2)).found.says == "2 phrases ne sont pas prêtes."
