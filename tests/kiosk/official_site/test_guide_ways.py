"""A guided visit, event by event: what is new, barred, broken or slow, and the ways on and out."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec.structs import replace as replaced

from kiosk.official_site import guidance, words
from kiosk.official_site.effects import (
    Answer,
    Back,
    Close,
    Count,
    Done,
    Logout,
    Open,
    Scroll,
    Turn,
)
from kiosk.official_site.events import Arrived, Asked, Barred, Failed, Stopped, Trouble, Working
from kiosk.official_site.state import Phase, picture
from kiosk.official_site.touches import Button, Left, Pushed, Tapped, Tick, Typed, Went
from kiosk.official_site.view import Element, Entry, Extent, View
from kiosk.official_site.words import Way
from tests.kiosk.official_site.made import (
    AGREE,
    BOOK,
    END,
    FORM,
    GUIDANCE,
    HOME,
    LOGIN,
    NAME,
    SEND,
    Visit,
    heard,
    with_,
)

ODD = View("https://rdv.exemple.be/nouveau", "Nouveau", "fr", (Element(51, "button", "Confirmer la suite"),))
LIST = Element(16, "combobox", "Commune", entry=Entry.CHOICE, options=("Mons", "La Louvière"))
CODE = Element(17, "textbox", "Code", entry=Entry.HIDDEN)


@pytest.fixture
def visit() -> Visit:
    """A visit on the first page."""
    made = Visit()
    made.come_to(HOME)
    return made


def test_a_message_of_the_page_is_said_once(visit: Visit) -> None:
    visit.come_to(FORM)
    loud = replace(FORM, elements=(Element(60, "alert", "Ce jour est complet."), *FORM.elements))
    visit.do(Arrived(loud))
    assert visit.heard == ("Message. Ce jour est complet.",)
    assert visit.do(Arrived(loud)) == ()


def test_a_page_that_keeps_changing_is_told_of_once(visit: Visit) -> None:
    for number in range(5):
        assert visit.do(Arrived(replace(HOME, url=f"{HOME.url}&n={number}", title=str(number)))) == ()


def test_an_unknown_page_is_said_to_be_new_and_read_and_counted_once_for_the_page_before_it(visit: Visit) -> None:
    visit.come_to(ODD)
    assert visit.heard == ("Cette page est nouvelle pour moi. Je lis ce qu’il y a.", "Bouton. Confirmer la suite.")
    assert Count(GUIDANCE.id, GUIDANCE.pages[0].id) in visit.effects
    assert picture(visit.guide).free
    assert picture(visit.guide).pointed is None
    visit.come_to(HOME, ODD)
    assert not any(isinstance(one, Count) for one in visit.effects)


def test_a_site_without_guidance_is_read_freely_and_nothing_is_lost() -> None:
    visit = Visit(replaced(GUIDANCE, pages=()))
    visit.come_to(HOME)
    assert visit.heard[:1] == words.FREE
    assert not any(isinstance(one, Count) for one in visit.all)


def test_pages_are_turned_and_their_ends_are_said(visit: Visit) -> None:
    assert visit.do(Pushed(Button.UP)) == visit.do(Pushed(Button.UP))
    assert visit.heard == (words.TOP,)
    assert visit.do(Pushed(Button.DOWN)) == (Scroll(1),)
    visit.do(Arrived(replace(HOME, extent=Extent(90, 100, 300))))
    assert visit.heard == (words.GOES_ON,)
    visit.do(Pushed(Button.DOWN), Arrived(replace(HOME, extent=Extent(200, 100, 300))))
    assert visit.heard == (words.BOTTOM,)
    assert (picture(visit.guide).up, picture(visit.guide).down) == (True, False)
    assert visit.do(Pushed(Button.UP)) == (Scroll(-1),)


def test_the_page_before_is_there_once_there_is_one(visit: Visit) -> None:
    assert not picture(visit.guide).before
    visit.do(Pushed(Button.BEFORE))
    assert visit.heard == (words.FIRST,)
    visit.come_to(replace(FORM, has_before=True))
    assert picture(visit.guide).before
    assert visit.do(Pushed(Button.BEFORE)) == (Back(),)
    visit.come_to(HOME)
    assert not picture(visit.guide).before


def test_read_the_page_and_say_it_again(visit: Visit) -> None:
    read, again = visit.do(Pushed(Button.READ)), visit.do(Pushed(Button.REPEAT))
    assert heard(read) == ("Bouton. Prendre rendez-vous.", words.GOES_ON)
    assert heard(again) == ("Touchez le bouton jaune : « Prendre rendez-vous ».",)


@pytest.mark.parametrize("why", Barred)
def test_what_is_barred_is_a_calm_page_with_ways_on(visit: Visit, why: Barred) -> None:
    visit.touch(BOOK)
    visit.do(Stopped(why, "ailleurs.be/x"))
    notice = picture(visit.guide).notice
    assert notice is not None
    assert (notice.shown, notice.ways) == ("ailleurs.be/x", (Way.CONTINUE, Way.OTHERWISE, Way.PERSON))
    assert visit.heard[0] == notice.title
    assert ("ailleurs.be/x" in visit.heard) == (why is Barred.CALL)
    assert visit.do(Tapped(1, 1)) == visit.do(Pushed(Button.DOWN)) == ()
    visit.do(Went(Way.CONTINUE))
    assert picture(visit.guide).notice is None
    assert visit.heard == ("Touchez le bouton jaune : « Prendre rendez-vous ».",)
    assert picture(visit.guide).marked is None


def test_a_first_page_that_is_barred_can_be_tried_again() -> None:
    visit = Visit()
    visit.do(Stopped(Barred.CERTIFICATE))
    notice = picture(visit.guide).notice
    assert notice
    assert notice.ways == (Way.AGAIN, Way.OTHERWISE, Way.PERSON)
    assert visit.do(Went(Way.AGAIN)) == (Close(), Open(GUIDANCE.start, GUIDANCE.allowed()))


@pytest.mark.parametrize("why", Trouble)
def test_each_trouble_is_a_calm_page_and_nothing_of_the_page_stays(visit: Visit, why: Trouble) -> None:
    visit.come_to(FORM)
    visit.press(NAME)
    visit.do(Typed("Anna Lemaire"), Failed(why))
    shown = picture(visit.guide)
    assert shown.notice
    assert Way.PERSON in shown.notice.ways
    assert Way.OTHERWISE in shown.notice.ways
    assert (Way.AGAIN in shown.notice.ways) == (why is not Trouble.ABSENT)
    assert (visit.guide.view, visit.guide.typed, visit.guide.entry) == (None, frozenset(), None)
    assert visit.do(Arrived(HOME)) == ()
    assert visit.do(Went(Way.OTHERWISE)) == (Turn(Way.OTHERWISE),)


def test_after_a_trouble_the_site_opens_again(visit: Visit) -> None:
    visit.do(Failed(Trouble.CRASHED))
    assert visit.do(Went(Way.AGAIN)) == (Close(), Open(GUIDANCE.start, GUIDANCE.allowed()))
    visit.come_to(HOME)
    assert picture(visit.guide).pointed == BOOK


def test_a_dialog_is_said_and_answered(visit: Visit) -> None:
    visit.do(Asked("Quitter cette page ?", may_refuse=True))
    assert visit.heard == (
        "Le site pose une question",
        "Quitter cette page ?",
        "D’accord",
        "Non",
        "Demander à une personne",
    )
    assert visit.do(Went(Way.CONTINUE)) == ()
    assert visit.do(Went(Way.NO)) == (Answer(accept=False),)
    visit.do(Asked("C’est noté.", may_refuse=False))
    assert visit.do(Went(Way.NO)) == ()
    assert visit.do(Went(Way.YES)) == (Answer(accept=True),)
    assert picture(visit.guide).notice is None


def test_what_is_stopped_under_a_dialog_leaves_the_dialog_to_be_answered(visit: Visit) -> None:
    visit.do(Asked("Quitter ?", may_refuse=True))
    assert visit.do(Stopped(Barred.DOWNLOAD, "example.be")) == ()
    assert visit.do(Went(Way.YES)) == (Answer(accept=True),)
    assert visit.do(Stopped(Barred.DOWNLOAD, "example.be")) != ()


def test_a_long_wait_is_told_of_and_an_endless_one_ended() -> None:
    visit = Visit()
    assert visit.do(Tick(100), Tick(107)) == ()
    visit.do(Tick(108.5))
    assert visit.heard == (words.COMING,)
    assert visit.do(Tick(120)) == ()
    visit.do(Tick(161))
    assert picture(visit.guide).notice == words.trouble(Trouble.SLOW)


def test_time_that_passes_on_a_page_is_nothing(visit: Visit) -> None:
    assert visit.do(Tick(1), Tick(10_000)) == ()


def test_where_a_telephone_is_needed_the_idle_time_waits(visit: Visit) -> None:
    assert visit.guide.patience == 0
    visit.come_to(LOGIN)
    assert visit.guide.patience == 600
    assert picture(visit.guide).waiting
    visit.come_to(FORM)
    assert visit.guide.patience == 0


def test_a_confirmation_is_a_ticket_once_and_only_after_the_person_has_pressed() -> None:
    visit = Visit()
    visit.come_to(END)
    assert not any(isinstance(one, Done) for one in visit.all)
    visit.come_to(FORM)
    visit.press(SEND)
    visit.come_to(END)
    found = [one for one in visit.effects if isinstance(one, Done)]
    assert [one.confirmation.day for one in found] == [date(2026, 11, 24)]
    visit.do(Arrived(END))
    visit.come_to(HOME, END)
    assert len([one for one in visit.all if isinstance(one, Done)]) == 1


def test_who_leaves_is_logged_out_then_the_browser_is_killed(visit: Visit) -> None:
    visit.press(BOOK)
    visit.come_to(FORM)
    assert visit.do(Left()) == (Logout(url="https://rdv.exemple.be/sortie"),)
    assert visit.guide.view is None
    assert visit.do(Arrived(FORM)) == ()
    assert visit.do(Asked("Quitter ?", may_refuse=True)) == (Answer(accept=True),)
    assert visit.do(Working()) == ()
    assert visit.do(Arrived(ODD)) == (Close(),)
    assert visit.guide.phase is Phase.CLOSED
    assert visit.do(Arrived(HOME), Left(), Tick(1), Failed(Trouble.CRASHED)) == ()


def test_a_logout_has_its_time_and_no_more(visit: Visit) -> None:
    visit.press(BOOK)
    visit.do(Left())
    assert visit.do(Tick(50), Tick(52)) == ()
    assert visit.do(Tick(53)) == (Close(),)


def test_a_logout_in_sight_is_pressed() -> None:
    known = guidance.Logout(element=guidance.Pointer(role="link", contains="déconnecter"))
    visit = Visit(replaced(GUIDANCE, logout=known))
    out = Element(70, "link", "Se déconnecter")
    visit.come_to(replace(FORM, elements=(*FORM.elements, out)))
    visit.press(AGREE)
    assert visit.do(Left()) == (Logout(node=70),)


def test_who_has_touched_nothing_or_whose_page_is_gone_is_not_logged_out(visit: Visit) -> None:
    assert Visit().do(Left()) == (Close(),)
    assert visit.do(Left()) == (Close(),)
    broken = Visit()
    broken.come_to(HOME)
    broken.press(BOOK)
    broken.do(Failed(Trouble.HUNG))
    assert broken.do(Left()) == (Close(),)


def test_nothing_of_the_page_is_in_a_repr(visit: Visit) -> None:
    visit.come_to(with_(FORM, replace(NAME, name="Canari", note="Canari")))
    visit.press(replace(NAME, name="Canari"))
    assert visit.guide.entry is not None
    assert "Canari" not in repr(visit.guide)
    assert "Canari" not in repr(picture(visit.guide))
    assert "Canari" not in repr(visit.all)
