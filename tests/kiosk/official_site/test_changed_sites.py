"""A site that has changed: guidance or free reading, never a dead end, never a wrong instruction."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.official_site import words
from kiosk.official_site.effects import Count
from kiosk.official_site.plain import holds, quoted
from kiosk.official_site.recognise import everything
from kiosk.official_site.state import picture
from kiosk.official_site.touches import Button, Pushed
from kiosk.official_site.view import Element, Entry, State, View
from tests.kiosk.official_site.made import (
    AGREE,
    BOOK,
    END,
    FORM,
    GUIDANCE,
    HOME,
    MAIL,
    NAME,
    SEND,
    Visit,
    in_state,
    with_,
    without,
)

Site = tuple[View, ...]
"""The pages, in the order in which a visitor comes to them."""
FILLED = with_(FORM, in_state(NAME, State.FILLED), in_state(MAIL, State.FILLED), in_state(AGREE, State.CHECKED))
TODAY: Site = (HOME, FORM, FILLED, END)
EXTRA = View("https://rdv.exemple.be/sondage", "Sondage", "fr", (Element(81, "button", "Prendre rendez-vous"),))
NEW = Element(90, "textbox", "NISS", entry=Entry.TEXT)
MOVED = "https://rdv.exemple.be/2/vous"
DUTCH = {
    "Carte d’identité": "Identiteitskaart",
    "Prendre rendez-vous": "Afspraak maken",
    "Nom *": "Naam *",
    "Votre e-mail": "Uw e-mailadres",
    "J’accepte les règles": "Ik ga akkoord",
    "Confirmer": "Bevestigen",
    "Votre rendez-vous est confirmé": "Uw afspraak is bevestigd",
}


def each(change: Callable[[View], View]) -> Site:
    return tuple(change(view) for view in TODAY)


def dutch(view: View, language: str) -> View:
    elements = tuple(replace(one, name=DUTCH.get(one.name, one.name)) for one in view.elements)
    return replace(view, language=language, elements=elements)


def moved_field(view: View) -> View:
    return replace(view, elements=tuple(sorted(view.elements, key=lambda one: -one.node)))


def pictures(view: View) -> View:
    return replace(view, elements=tuple(replace(one, role="image") for one in view.elements))


MUTATIONS: dict[str, tuple[Site, int]] = {
    # The site, and on how many of its pages the guidance is lost.
    "as it was": (TODAY, 0),
    "renamed button": ((with_(HOME, replace(BOOK, name="Réserver un moment")), *TODAY[1:]), 1),
    "another of its names": ((*TODAY[:2], with_(FILLED, replace(SEND, name="Valider")), END), 0),
    "button is a link now": ((with_(HOME, replace(BOOK, role="link")), *TODAY[1:]), 0),
    "moved field": (each(moved_field), 0),
    "removed field": (each(lambda view: without(view, MAIL)), 1),
    "new field before": (each(lambda view: replace(view, elements=(NEW, *view.elements))), 0),
    "extra page": ((HOME, EXTRA, *TODAY[1:]), 1),
    "removed page": ((HOME, END), 0),
    "page at another address": ((HOME, replace(FORM, url=MOVED), replace(FILLED, url=MOVED), END), 2),
    "in Dutch, and says so": (each(lambda view: dutch(view, "nl")), 4),
    "in Dutch, and says French": (each(lambda view: dutch(view, "fr")), 4),
    "two buttons of the same name": ((replace(HOME, elements=(*HOME.elements, replace(BOOK, node=91))), *TODAY[1:]), 1),
    "button not ready": ((with_(HOME, in_state(BOOK, State.DISABLED)), *TODAY[1:]), 0),
    "empty pages": (each(lambda view: replace(view, elements=())), 4),
    "confirmation in other words": ((*TODAY[:3], with_(END, replace(END.elements[0], name="À bientôt"))), 1),
    "all is pictures": (each(pictures), 3),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_guided_path_survives(name: str) -> None:
    site, lost = MUTATIONS[name]
    visit = Visit()
    seen_lost = 0
    for view in site:
        visit.come_to(view)
        never_wrong(visit, view)
        never_a_dead_end(visit, view)
        seen_lost += visit.guide.told is not None and visit.guide.told.lost
    assert seen_lost == lost
    assert bool(lost) == any(isinstance(one, Count) for one in visit.all)


def never_wrong(visit: Visit, view: View) -> None:
    """Whatever is said or shown is true of what is there."""
    shown = picture(visit.guide)
    if shown.pointed is not None:
        assert shown.pointed in view.elements
        assert State.DISABLED not in shown.pointed.states
        twins = [one for one in view.elements if (one.role, one.name) == (shown.pointed.role, shown.pointed.name)]
        assert twins == [shown.pointed]
    said = " ".join(shown.say)
    assert ("jaune" in said) <= (shown.pointed is not None)
    for name in quoted(said):
        assert name in words.BUTTONS or holds(everything(view), name)
    if shown.free:
        assert shown.pointed is None
        assert shown.say[-1].endswith(words.READS)


def never_a_dead_end(visit: Visit, view: View) -> None:
    """The page can be read, and every element of it is reached by a finger."""
    shown = picture(visit.guide)
    assert shown.read
    assert shown.notice is None
    before = visit.guide
    visit.do(Pushed(Button.READ))
    assert visit.heard
    for element in view.elements:
        visit.press(element)
        assert visit.effects or State.DISABLED in element.states
        visit.guide = before


def test_what_makes_a_mutation_harmless_is_not_that_nothing_is_seen() -> None:
    """The unchanged site is guided on every page, so that `never_wrong` has something to look at."""
    visit = Visit()
    pointed = []
    for view in TODAY:
        visit.come_to(view)
        pointed.append(picture(visit.guide).pointed)
    assert pointed == [BOOK, NAME, SEND, None]


def test_a_wrong_instruction_is_seen() -> None:
    visit = Visit()
    visit.come_to(HOME)
    with pytest.raises(AssertionError):
        never_wrong(visit, without(HOME, BOOK))


def test_the_pages_that_are_counted_are_those_of_the_guidance() -> None:
    ids = {page.id for page in GUIDANCE.pages}
    for site, _ in MUTATIONS.values():
        visit = Visit()
        visit.come_to(*site)
        assert {one.page for one in visit.all if isinstance(one, Count)} <= ids
