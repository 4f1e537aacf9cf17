"""A guided visit, event by event."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec.structs import replace as replaced

from kiosk.official_site import guidance, words
from kiosk.official_site.effects import (
    Activate,
    Answer,
    Back,
    Close,
    Count,
    Done,
    Fill,
    Logout,
    Look,
    Open,
    Pick,
    Say,
    Scroll,
    Show,
    Turn,
)
from kiosk.official_site.events import Arrived, Asked, Barred, Failed, Stopped, Touched, Trouble, Working
from kiosk.official_site.guide import begin
from kiosk.official_site.state import Phase, picture
from kiosk.official_site.touches import Button, Felt, Left, Picked, Pushed, Tapped, Tick, Typed, Went
from kiosk.official_site.view import Box, Element, Entry, Extent, State, View
from kiosk.official_site.words import Way
from tests.kiosk.official_site.made import (
    AGREE,
    BOOK,
    END,
    FORM,
    GUIDANCE,
    HOME,
    LOGIN,
    MAIL,
    NAME,
    SEND,
    Visit,
    heard,
    in_state,
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


def test_it_begins_with_the_first_page_and_its_hosts() -> None:
    guide, effects = begin(GUIDANCE)
    assert effects == (Open("https://rdv.exemple.be/", GUIDANCE.allowed()),)
    assert picture(guide).working
    assert picture(guide).unverified
    assert not picture(guide).read


def test_what_guidance_points_at_is_said_and_brought_into_view_once() -> None:
    visit = Visit()
    visit.come_to(HOME)
    assert visit.heard == ("Touchez le bouton jaune : « Prendre rendez-vous ».",)
    assert picture(visit.guide).pointed == BOOK
    below = with_(HOME, replace(BOOK, box=None))
    away = Visit()
    assert Show(BOOK.node) in away.come_to(below)
    assert away.do(Arrived(below)) == ()


def test_the_first_touch_marks_and_reads_the_second_presses(visit: Visit) -> None:
    assert visit.do(Tapped(20, 50)) == (Look(20, 50),)
    visit.do(Touched(BOOK))
    assert visit.heard == ("Bouton. Prendre rendez-vous.", words.ONCE_MORE)
    assert picture(visit.guide).marked == BOOK
    assert visit.touch(BOOK) == (Activate(BOOK.node),)


def test_how_to_press_is_told_once_a_visit(visit: Visit) -> None:
    visit.touch(BOOK)
    visit.touch(HOME.elements[0])
    visit.touch(BOOK)
    assert visit.heard == ("Bouton. Prendre rendez-vous.",)


@pytest.mark.parametrize(
    ("role", "name", "told"),
    [
        ("text", "15", True),
        ("generic", "08:30", True),
        ("text", "Venez avec une photo récente.", False),
        ("heading", "A", False),
    ],
)
def test_a_day_that_is_a_text_may_be_pressed_and_it_is_told_how(
    visit: Visit,
    role: str,
    name: str,
    told: bool,  # noqa: FBT001
) -> None:
    day = Element(5, role, name)
    visit.touch(day)
    assert (words.ONCE_MORE in visit.heard) == told
    assert visit.touch(day) == (Activate(5),)


def test_another_touch_between_begins_anew(visit: Visit) -> None:
    visit.touch(BOOK)
    visit.touch(HOME.elements[1])
    assert not any(isinstance(one, Activate) for one in visit.touch(BOOK))


def test_the_same_number_with_another_name_is_another_thing(visit: Visit) -> None:
    visit.touch(BOOK)
    assert not any(isinstance(one, Activate) for one in visit.touch(replace(BOOK, name="Tout annuler")))


def test_a_mark_goes_when_what_was_marked_becomes_another_thing(visit: Visit) -> None:
    visit.touch(BOOK)
    visit.do(Arrived(with_(HOME, replace(BOOK, name="Tout annuler"))))
    assert picture(visit.guide).marked is None
    assert visit.do(Pushed(Button.PRESS)) == ()


def test_what_a_browser_tells_unasked_presses_nothing(visit: Visit) -> None:
    visit.touch(BOOK)
    assert visit.do(Touched(BOOK)) == ()
    assert visit.do(Working(), Touched(BOOK)) == ()


def test_where_nothing_lies_under_the_finger_it_says_so(visit: Visit) -> None:
    visit.touch(BOOK)
    visit.touch(None)
    assert visit.heard == (words.NOTHING,)
    assert picture(visit.guide).marked is None


def test_what_cannot_be_used_is_read_and_never_pressed(visit: Visit) -> None:
    off = in_state(BOOK, State.DISABLED)
    for _ in range(3):
        assert visit.touch(off) != ()
        assert visit.heard == ("Bouton. Prendre rendez-vous. Pas encore possible.",)


def test_one_touch_presses_at_once_where_the_page_is_known() -> None:
    visit = Visit(one_touch=True)
    visit.come_to(HOME)
    assert visit.touch(BOOK) == (Activate(BOOK.node),)


def test_the_last_button_takes_two_touches_whatever_the_setting_and_says_so() -> None:
    visit = Visit(one_touch=True)
    visit.come_to(FORM)
    visit.touch(SEND)
    assert visit.heard == ("Bouton. Confirmer.", words.LAST)
    assert visit.touch(SEND) == (Activate(SEND.node),)


def test_one_touch_is_two_on_a_page_that_nobody_knows() -> None:
    visit = Visit(one_touch=True)
    visit.come_to(ODD)
    assert not any(isinstance(one, Activate) for one in visit.touch(ODD.elements[0]))


def test_without_sight_a_finger_feels_and_a_tap_presses(visit: Visit) -> None:
    visit.do(Felt(1, 1), Touched(BOOK))
    assert visit.heard == ("Bouton. Prendre rendez-vous.",)
    assert visit.do(Felt(1, 2), Touched(BOOK)) == ()
    assert visit.do(Felt(1, 2), Touched(None)) == ()
    assert visit.do(Pushed(Button.PRESS)) == (Activate(BOOK.node),)


def test_a_field_is_opened_filled_and_followed_by_the_next(visit: Visit) -> None:
    visit.come_to(FORM)
    visit.press(NAME)
    assert picture(visit.guide).entry == NAME
    assert Show(NAME.node) in visit.effects
    assert visit.do(Typed("Anna Lemaire")) == (Fill(NAME.node, "Anna Lemaire"),)
    visit.do(Arrived(with_(FORM, in_state(NAME, State.REQUIRED, State.FILLED))))
    assert visit.heard == (
        "À remplir\u00a0: nom. Déjà rempli. Obligatoire.",
        "Touchez le champ jaune.",
        "Écrivez votre adresse.",
    )


def test_a_field_can_be_left_as_it_was(visit: Visit) -> None:
    visit.come_to(FORM)
    visit.press(NAME)
    assert visit.do(Pushed(Button.DROP)) == ()
    assert picture(visit.guide).entry is None
    assert visit.do(Typed("Anna")) == ()


def test_a_list_is_chosen_from_by_number(visit: Visit) -> None:
    visit.come_to(replace(FORM, elements=(*FORM.elements, LIST)))
    visit.press(LIST)
    assert visit.do(Picked(7)) == ()
    assert visit.do(Typed("Mons")) == ()
    assert visit.do(Picked(1)) == (Pick(LIST.node, 1),)


def test_a_box_that_was_ticked_says_so(visit: Visit) -> None:
    visit.come_to(FORM)
    visit.press(AGREE)
    visit.do(Arrived(with_(FORM, in_state(AGREE, State.CHECKED))))
    assert visit.heard == ("Case à cocher, cochée. J’accepte les règles.",)


def test_what_was_typed_is_for_a_headset_alone_where_the_site_repeats_it(visit: Visit) -> None:
    visit.come_to(FORM)
    for field, text in ((NAME, "Anna Lemaire"), (MAIL, "0470 12 34 56")):
        visit.press(field)
        visit.do(Typed(text))
    lines = ("Bonjour ANNA", "GSM : 0470/12.34.56", "GSM : +32 470 12 34 56", "Votre commune")
    visit.come_to(
        View("https://rdv.exemple.be/resume", "", "fr", tuple(Element(n, "text", t) for n, t in enumerate(lines)))
    )
    said = [one for effect in visit.effects if isinstance(effect, Say) for one in effect.utterances]
    assert {one.text: one.personal for one in said if one.live} == {
        "Bonjour ANNA.": True,
        "GSM : 0470/12.34.56.": True,
        "GSM : +32 470 12 34 56.": True,
        "Votre commune.": False,
    }


@pytest.mark.parametrize(("entry", "typed"), [(Entry.DATE, "1980-05-03"), (Entry.MOMENT, "1980-05-03T10:40")])
def test_a_typed_day_is_recognised_however_it_is_written(visit: Visit, entry: Entry, typed: str) -> None:
    born = replace(NAME, entry=entry)
    visit.come_to(with_(FORM, born))
    visit.press(born)
    visit.do(Typed(typed))
    visit.come_to(View("https://rdv.exemple.be/r", "", "fr", (Element(1, "text", "Né le 3 mai 1980"),)))
    said = [one for effect in visit.effects if isinstance(effect, Say) for one in effect.utterances if one.live]
    assert [one.personal for one in said] == [True]


def test_the_mark_of_an_open_field_follows_it_over_the_page(visit: Visit) -> None:
    visit.come_to(FORM)
    visit.press(NAME)
    there = Box(20, 6, 179, 21)
    visit.do(Arrived(with_(FORM, replace(NAME, box=there))))
    assert visit.guide.entry is not None
    assert visit.guide.entry.box == there


def test_a_password_is_passed_on_and_kept_nowhere(visit: Visit) -> None:
    visit.come_to(replace(FORM, elements=(*FORM.elements, CODE)))
    visit.press(CODE)
    assert visit.do(Typed("s3cret-canari")) == (Fill(CODE.node, "s3cret-canari"),)
    assert visit.guide.typed == frozenset()
    assert "s3cret" not in repr(visit.guide)
    assert "s3cret" not in repr(visit.all)


def test_a_correction_is_asked_for_when_all_was_sent_and_stays(visit: Visit) -> None:
    ready = with_(FORM, in_state(NAME, State.FILLED), in_state(MAIL, State.FILLED), in_state(AGREE, State.CHECKED))
    visit.come_to(ready)
    visit.press(SEND)
    wrong = replace(MAIL, states=frozenset({State.INVALID}), note="Cette adresse n’existe pas.")
    visit.do(Arrived(with_(ready, wrong)))
    assert visit.heard == words.CORRECT
    assert picture(visit.guide).pointed == wrong
    visit.touch(wrong)
    assert "À corriger. Le site dit\u00a0: Cette adresse n’existe pas." in " ".join(visit.heard)


def test_what_a_press_has_changed_brings_the_instruction_again(visit: Visit) -> None:
    visit.press(HOME.elements[1])
    more = replace(HOME, elements=(*HOME.elements, Element(9, "text", "08:30")))
    visit.do(Arrived(more))
    assert visit.heard == ("Touchez le bouton jaune : « Prendre rendez-vous ».",)
    visit.press(HOME.elements[1])
    assert visit.do(Arrived(replace(more, extent=Extent(50, 100, 300)))) == ()


def test_a_cue_without_a_pointer_may_still_show_where() -> None:
    title = guidance.Pointer(role="heading", contains="Calendrier")
    cue = guidance.Cue(say=("Touchez un jour.",), show=title)
    page = replaced(GUIDANCE.pages[0], cues=(cue,))
    shown = Visit(replaced(GUIDANCE, pages=(page,)))
    below = Element(8, "heading", "Calendrier", box=Box(0, 250, 100, 20))
    assert Show(8) in shown.come_to(replace(HOME, elements=(*HOME.elements, below)))
    assert picture(shown.guide).pointed is None


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
