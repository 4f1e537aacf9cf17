"""A visitor who speaks Dutch, by touches: the language button, a journey, an appointment, then French again."""

from kiosk.page import ErasedPage, HomePage, SlotsPage, TicketPage
from tests.e2e.conftest import Begin, Visit


def all_words(visit: Visit) -> list[str]:
    """Every word on the window."""
    return [text.replace("\u00a0", " ") for text in visit.pilot.texts()]


def test_a_visitor_chooses_dutch_books_and_leaves_a_french_kiosk(begin: Begin) -> None:
    visit = begin()
    visit.touch("Français", "Nederlands")
    assert isinstance(visit.page, HomePage)
    assert "Goedendag! Wat wilt u doen?" in all_words(visit)
    assert {"Nederlands", "Herhalen", "Geluid", "Vraag iemand", "Iets anders"} <= set(all_words(visit))
    assert visit.voice.spoken[-1][0] == "Hulp en voedsel. In het Frans."

    visit.touch("De gemeente", "Mijn identiteitskaart", "Kaart vervallen of kapot", "Doorgaan")
    assert {"Tik op wat u hebt.", "Tik hier"} <= set(all_words(visit))
    visit.touch("Een recente foto")
    assert "Ik heb het" in all_words(visit)
    visit.touch("Doorgaan", "Hier het uur kiezen")
    days = visit.page
    assert isinstance(days, SlotsPage)
    assert "Voorbeeld: geen echte afspraak" in all_words(visit)
    visit.pilot.advance(0.6)
    visit.pilot.tap(*next(one for one in visit.pilot.touchables() if one.mark.startswith("choice:day:")).center)
    visit.settle()
    hour = next(one for one in visit.pilot.labels() if one.endswith("uur"))
    visit.touch(hour.replace("\u00a0", " "), "Ja, ik reserveer")
    ticket = visit.page
    assert isinstance(ticket, TicketPage)
    assert {f"Uw code: {ticket.code}", "Alles verdwijnt over", "2 min 30"} <= set(all_words(visit))
    assert visit.pilot.labels_that_do_not_fit() == []

    visit.touch("Stoppen", "Ja, alles wissen")
    assert isinstance(visit.page, ErasedPage)
    assert "Alles is gewist" in all_words(visit)
    visit.pilot.advance(6, 0.5)
    assert isinstance(visit.page, HomePage)
    assert "Bonjour ! Que voulez-vous faire ?" in all_words(visit)
    assert visit.voice.spoken[-1][0].startswith("Aide et colis")
    assert visit.stage.kiosk.session.prefs.language == "fr"


def test_a_long_dutch_page_turns_over_in_dutch(begin: Begin) -> None:
    visit = begin(None, (800, 480))
    visit.touch("Français", "Nederlands", "De gemeente", "Mijn identiteitskaart")
    assert "Verder" in visit.pilot.labels()
    visit.touch("Kaart verloren of gestolen", "Wat is DOC STOP?")
    assert visit.page.title == "DOC STOP blokkeert de kaart"
    assert "Suite" not in visit.pilot.labels()


def test_the_warning_of_an_idle_kiosk_counts_in_dutch(begin: Begin) -> None:
    visit = begin()
    visit.touch("Français", "Nederlands", "De gemeente")
    visit.pilot.advance(125, 1.0)
    words = all_words(visit)
    assert "Bent u er nog?" in words
    assert any(text.startswith("Nog ") and text.endswith(" seconden") for text in words)
