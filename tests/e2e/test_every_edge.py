"""Every answer of every step, and every invented visitor, by real touches in one window of 1280 x 800."""

from collections import defaultdict
from typing import Any

import pytest

from kiosk.ids import NeedId, PlaceId
from kiosk.journey.graph import all_refs
from kiosk.journey.loader import Ref, content_folder, load_library
from kiosk.journey.model import SiteStep
from kiosk.journey.personas import Persona, read_personas
from kiosk.official_site.protocol import Frame, Glass
from kiosk.official_site.sample import Samples
from kiosk.official_site.view import View
from kiosk.opening import with_official_sites
from kiosk.page import ErasedPage
from kiosk.session import Overlay
from kiosk.settings import load
from kiosk.walk import OTHERWISE
from tests.e2e.conftest import Begin
from tests.e2e.walker import Walker
from tests.edges import Edge, all_edges, needs_of, site_that_books
from tests.official_journey import confirming
from tests.screens.site_frames import plain_frame
from tests.summary import Tell

LIBRARY = load_library(PlaceId("la_louviere"))
EVERYBODY = read_personas(content_folder()).personas
Arrival = tuple[Edge, Ref | None]


def white(_: View, glass: Glass) -> Frame:
    """A picture of nothing: what is on an official page is tested elsewhere."""
    return plain_frame(glass.width, glass.height, (255, 255, 255))


SHOWN: dict[str, Any] = {"change": confirming, "browsers": Samples(white).browsers}
"""Official sites are shown: made-up pages of their guidance, one behind the other, and a confirmation."""


@pytest.mark.timeout(1800)  # some thousand touches, each with its page
def test_every_edge_is_walked_and_leads_where_it_should(begin: Begin, tell: Tell) -> None:
    """Where everything is booked, all contact asked and official sites shown; then what leads elsewhere on other sites.

    These are the demonstration, and one where nothing is booked, both without a browser. At last the way around hours
    of which none is free, and around sites that do not open.
    """
    edges, needs = all_edges(LIBRARY), needs_of(LIBRARY)
    around = {edge for edge in edges if edge.answer == OTHERWISE}
    closed = {edge for edge in around if isinstance(LIBRARY.step(edge.ref), SiteStep)}  # where nothing fails, none is
    todo, known, looked = set(edges - closed), set[Arrival](), set[Ref]()
    everything = site_that_books(needs, asking=LIBRARY)
    for settings, shown in ((everything, SHOWN), (load(), {}), (site_that_books(frozenset()), {})):
        walker = Walker(begin(settings, **shown), todo)
        elsewhere = walker.arrivals() - known
        todo |= {edge for edge, _ in elsewhere}
        walker.walk_all()
        walker.leave()
        known |= elsewhere
        looked |= walker.looked
        tell("steps left by Retour", len(walker.retours), most=True)
    settings = site_that_books(needs, asking=LIBRARY, hours=False)
    walker = Walker(begin(settings, change=with_official_sites), around)
    walker.go_around()
    tell("steps seen in the window", len(looked), whole=len(all_refs(LIBRARY)))
    tell("edges walked by touch", len(edges - todo - around), whole=len(edges))
    tell("edges, each wherever it leads on three sites", len(known))
    assert sorted(map(str, todo | around)) == []
    assert looked == set(all_refs(LIBRARY))


@pytest.mark.timeout(900)
def test_every_persona_reaches_the_outcome_by_touch(begin: Begin, tell: Tell) -> None:
    assert len(EVERYBODY) >= len(LIBRARY.journeys)
    visitors: dict[tuple[frozenset[NeedId], bool], list[Persona]] = defaultdict(list)
    for persona in EVERYBODY:
        visitors[persona.bookable, bool(persona.guided)].append(persona)
    for (bookable, guided), personas in visitors.items():
        walker = Walker(begin(site_that_books(bookable), **(SHOWN if guided else {})), set())
        for persona in personas:
            reach_outcome(walker, persona)
            tell("personas at their outcome", 1, whole=1)
        walker.leave()


def reach_outcome(walker: Walker, persona: Persona) -> None:
    """Touch what this visitor touches, and stand where it is written."""
    walker.stand(persona.answers[:-1])
    walker.guide.answer(persona.answers[-1])
    session, page = walker.kiosk.session, walker.visit.page
    match persona.outcome:
        case "@end":
            assert isinstance(page, ErasedPage), persona.id
        case "@person":
            assert session.overlay is Overlay.PERSON, persona.id
        case _:
            ref = walker.kiosk.ref
            assert (f"{ref.journey}:{ref.step}", session.overlay) == (persona.outcome, None), persona.id
    assert page.title in walker.visit.pilot.texts()
    if isinstance(page, ErasedPage):
        walker.visit.pilot.advance(6, 0.5)
    else:
        walker.restart()
