"""From the resting screen to an appointment in the commune's calendar, and nothing left for the next visitor."""

from pathlib import Path
from typing import Any

import icalendar
import pytest
import zxingcpp
from PIL import Image

from kiosk.page import ErasedPage, HomePage, QrPage, SlotsPage, TicketPage
from kiosk.settings import Settings, load
from kiosk.usage.show import Summary, read
from kiosk.usage.store import FILE_NAME
from tests.e2e.conftest import MONDAY, Begin, Visit
from tests.radicale import Radicale

TO_DAYS = ("La commune", "Ma carte d’identité", "J’ai reçu une lettre", "Continuer", "Continuer", "Choisir l’heure ici")


def all_words(visit: Visit) -> str:
    """Every word on the window, over all parts of the page."""
    return " ".join(visit.pilot.texts()).replace("\u00a0", " ")


@pytest.mark.parametrize("size", [(1280, 800), (720, 1280)], ids=["10-inch", "portrait"])
def test_a_visitor_books_at_the_commune_and_is_forgotten(
    begin: Begin, caldav_site: Settings, calendar: str, radicale: Radicale, *, size: tuple[int, int], tmp_path: Path
) -> None:
    visit = begin(caldav_site, size)
    visit.touch(*TO_DAYS)
    days = visit.page
    assert isinstance(days, SlotsPage)
    assert not days.example
    visit.pilot.tap(*_of(visit, str(days.days[0].choice.id)).center)
    visit.pilot.advance(0.6)
    visit.touch("9 h 40", "Oui, je réserve")
    ticket = visit.page
    assert isinstance(ticket, TicketPage)

    events: list[Any] = [
        icalendar.Calendar.from_ical(_file(text)).walk("VEVENT")[0] for text in radicale.texts(calendar)
    ]
    (event,) = events
    assert _local(event["DTSTART"].dt) == "2026-11-24 09:40"
    assert event["STATUS"] == "CONFIRMED"
    assert ticket.title == "Votre rendez-vous est réservé"
    assert [line.text for line in ticket.lines][:2] == ["mardi 24\u00a0novembre", "9\u00a0h\u00a040"]
    code = ticket.code
    assert code in str(event)

    shown = _qr(visit, tmp_path)
    assert shown["DTSTART"].dt == event["DTSTART"].dt
    assert code in str(shown["DESCRIPTION"])

    visit.touch("C’est fait", "Terminer", "Oui, tout effacer")
    assert isinstance(visit.page, ErasedPage)
    visit.pilot.advance(6, 0.5)
    assert isinstance(visit.page, HomePage)
    assert _counted(visit) == 1

    second = visit.touch(*TO_DAYS)
    assert isinstance(second, SlotsPage)
    visit.pilot.tap(*_of(visit, str(second.days[0].choice.id)).center)
    visit.pilot.step(4)
    assert "9 h 40" not in all_words(visit)
    assert code not in all_words(visit)
    assert code not in repr(visit.stage.kiosk.session)
    assert code.encode() not in b"".join(path.read_bytes() for path in visit.data.rglob("*") if path.is_file())


def test_leaving_by_idle_frees_the_held_slot_in_the_calendar(
    begin: Begin, caldav_site: Settings, calendar: str, radicale: Radicale
) -> None:
    visit = begin(caldav_site)
    visit.touch(*TO_DAYS)
    page = visit.page
    assert isinstance(page, SlotsPage)
    visit.pilot.tap(*_of(visit, str(page.days[0].choice.id)).center)
    visit.pilot.advance(0.6)
    visit.touch("9 h 40")
    assert any("TENTATIVE" in text for text in radicale.texts(calendar))
    visit.pilot.advance(158, 1.0)
    assert isinstance(visit.page, HomePage | ErasedPage)
    assert visit.pilot.wait_until(lambda: not any("TENTATIVE" in text for text in radicale.texts(calendar)))


@pytest.mark.usefixtures("caldav_site")
def test_an_unreachable_calendar_leaves_a_way_on(begin: Begin, tmp_path: Path) -> None:
    text = (tmp_path / "site.toml").read_text(encoding="utf-8")
    (tmp_path / "site.toml").write_text(text.replace(f"127.0.0.1:{_port(text)}", "127.0.0.1:9"), encoding="utf-8")
    visit = begin(load(tmp_path / "site.toml"))
    visit.touch(*TO_DAYS)
    assert visit.page.title == "L’agenda ne répond pas"
    visit.touch("Un autre moyen")
    assert visit.page.title == "Appelez la commune"


def _of(visit: Visit, choice: str) -> Any:  # a Kivy widget
    visit.pilot.advance(0.6)
    return next(one for one in visit.pilot.touchables() if one.mark == f"choice:{choice}")


def _qr(visit: Visit, folder: Path) -> Any:  # icalendar's event
    """The event in the QR code on the window, read from its picture by another library."""
    visit.touch("Mettre sur mon téléphone")
    assert isinstance(visit.page, QrPage)
    for _ in range(3):
        visit.pilot.advance(0.6)
        picture = visit.pilot.screenshot(folder / "qr.png")
        read = zxingcpp.read_barcodes(Image.open(picture))
        if read:
            return icalendar.Calendar.from_ical(read[0].text).walk("VEVENT")[0]
        visit.turn_over()
    raise AssertionError("no QR code on the window")


def _counted(visit: Visit) -> int:
    """The visits of the day of these tests, read as `kiosk usage show` reads those of today."""
    assert visit.recorder.flush()
    shown = read(visit.data / FILE_NAME, MONDAY.date())
    assert isinstance(shown, Summary)
    return shown.visits_today


def _local(moment: Any) -> str:  # a datetime of icalendar
    from zoneinfo import ZoneInfo

    return f"{moment.astimezone(ZoneInfo('Europe/Brussels')):%Y-%m-%d %H:%M}"


def _file(event: str) -> str:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        + event.split("END:VEVENT", maxsplit=1)[0]
        + "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def _port(text: str) -> str:
    return text.split("127.0.0.1:")[1].split("/", maxsplit=1)[0]
