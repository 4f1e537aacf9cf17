"""A worried person tries the kiosk: the exercise by real touches, on a site whose calendar must hear nothing of it."""

from contextlib import closing
from pathlib import Path

from kiosk.bookings.protocol import Booked
from kiosk.page import EntryPage, ErasedPage, HomePage, NoticePage, SlotsPage, TicketPage
from kiosk.settings import Settings
from kiosk.usage.store import FILE_NAME, Store
from tests.e2e.conftest import Begin, Visit
from tests.radicale import Radicale

NOTICE = "C’est un exercice : rien n’est envoyé"


def says_so(visit: Visit) -> bool:
    """Whether the window shows the notice, and the voice has said it on this page."""
    shown = any(text.replace("\u00a0", " ") == NOTICE for text in visit.pilot.texts())
    return shown and any(one.text.replace("\u00a0", " ") == f"{NOTICE}." for one in visit.page.say)


def test_an_exercise_from_the_door_to_the_end(
    begin: Begin, caldav_site: Settings, calendar: str, radicale: Radicale, tmp_path: Path
) -> None:
    visit = begin(caldav_site)
    before = radicale.texts(calendar)
    visit.touch("Autre chose", "Essayer sans risque")
    assert says_so(visit)
    for label in ("Au garage", "Vos lunettes", "Continuer"):
        visit.touch(label)
        assert visit.page.practice
    days = visit.page
    assert isinstance(days, SlotsPage)
    assert says_so(visit)
    visit.pilot.advance(0.6)
    first = f"choice:{days.days[0].choice.id}"
    visit.pilot.tap(*next(one for one in visit.pilot.touchables() if one.mark == first).center)
    visit.touch("10 h 00")
    assert isinstance(visit.page, EntryPage)
    assert says_so(visit)
    visit.touch("L", "O", "Continuer", "Oui, je réserve")
    ticket = visit.page
    assert isinstance(ticket, TicketPage)
    assert says_so(visit)
    assert "Exercice : votre ticket" in [text.replace("\u00a0", " ") for text in visit.pilot.texts()]
    assert isinstance(visit.stage.kiosk.session.appointment.end, Booked)
    visit.touch("Annuler ce rendez-vous", "Oui, annuler")
    assert isinstance(visit.page, NoticePage)
    assert visit.page.title == "Le rendez-vous est annulé"
    assert says_so(visit)
    visit.touch("Finir l’exercice", "J’ai fini")
    assert isinstance(visit.page, ErasedPage)
    visit.pilot.advance(6, 0.5)
    assert isinstance(visit.page, HomePage)
    assert radicale.texts(calendar) == before
    assert not (tmp_path / "agenda.db").exists()
    assert counted(visit) == {"information"}


def counted(visit: Visit) -> set[str]:
    """The outcomes in the file of counts."""
    assert visit.recorder.flush()
    with closing(Store.read(visit.data / FILE_NAME)) as store:
        return {row.outcome for row in store.rows() if row.outcome}
