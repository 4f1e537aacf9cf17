"""The age of a value is that of the visit, not of the start: a clock becomes right, and a process lives for months."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from kiosk.ids import PlaceId
from kiosk.journey.loader import place_path
from kiosk.journey.new_place import new_place
from kiosk.opening import open_site
from kiosk.page import TicketPage
from kiosk.settings import load
from tests.kiosk.bench import MONDAY, Bench

PLACE = PlaceId("binche")
NOTE = "À vérifier avec une personne."
VERIFIED = '    verified: 2026-11-20\n    by: "bénévole"\n'


def verified_site(data: Path) -> None:
    text = new_place(PLACE, "Binche")
    for empty, full in (
        ("  commune_phone:\n    text:\n", f'  commune_phone:\n    text: "064 00 00 00"\n{VERIFIED}'),
        ("    address:\n", f'    address: ["Grand-Place 1", "7130 Binche"]\n{VERIFIED}'),
    ):
        blank = f"{empty}    verified:\n    by:\n"
        assert blank in text
        text = text.replace(blank, full, 1)
    path = place_path(data, PLACE)
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A site whose clock was not trusted at its start."""
    verified_site(tmp_path)
    settings = load()
    settings = msgspec.structs.replace(settings, site=msgspec.structs.replace(settings.site, commune=PLACE))
    opened = open_site(settings, tmp_path, lambda: MONDAY, None)
    assert opened.faults == ()
    return Bench(tmp_path, settings=settings, ready=opened, today=lambda: days[0])


days: list[date | None] = [None]


def note_on_the_number(bench: Bench, today: date | None) -> bool:
    """Whether the note stands on the page with the number, in a visit of this day."""
    days[0] = today
    bench.touch("La commune", "Ma carte d’identité", "J’ai reçu une lettre", "Continuer", "Continuer", "Par téléphone")
    texts = [line.text for line in bench.page.lines]
    assert any("064 00 00 00" in text for text in texts)
    bench.touch("Terminer")
    bench.press("@end")
    bench.turn(10)
    return NOTE in texts


def test_each_visit_asks_for_the_day(bench: Bench) -> None:
    assert note_on_the_number(bench, None)
    assert not note_on_the_number(bench, date(2026, 11, 23))
    assert not note_on_the_number(bench, date(2027, 5, 19))
    assert note_on_the_number(bench, date(2027, 5, 20))
    assert note_on_the_number(bench, None)


@pytest.mark.parametrize(("today", "noted"), [(None, True), (date(2026, 11, 23), False), (date(2027, 5, 20), True)])
def test_so_does_the_address_on_a_ticket(bench: Bench, today: date | None, noted: bool) -> None:  # noqa: FBT001
    days[0] = today
    bench.touch("La commune", "Ma carte d’identité", "J’ai reçu une lettre", "Continuer", "Continuer")
    bench.touch("Choisir l’heure ici")
    bench.press(bench.page.days[0].choice.id)  # type: ignore[attr-defined]
    bench.press(bench.page.choices[0].id)
    while "Oui, je réserve" not in bench.labels():
        bench.press("key:A", "key:B", *(f"key:{n}" for n in "0470123456"), "@done")
    bench.touch("Oui, je réserve")
    assert isinstance(bench.page, TicketPage)
    texts = [line.text for line in bench.page.lines]
    assert "7130 Binche" in texts
    assert (NOTE in texts) is noted
