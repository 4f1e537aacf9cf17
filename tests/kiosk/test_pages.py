"""Every page that a visitor can meet: its words, its dots, and a way to an end where nothing can be booked."""

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kiosk.events import EndReason, Outcome
from kiosk.ids import ChoiceId
from kiosk.journey.graph import all_refs, neighbours
from kiosk.journey.model import EntryStep, OutcomeStep, RecapStep, SlotsStep, TicketStep, options
from kiosk.opening import with_official_sites
from kiosk.page import OutcomePage, SitePage, SlotsPage, TicketPage
from kiosk.pages.listening import must_ask
from kiosk.settings import load
from kiosk.walk import OTHER
from tests.kiosk.bench import Bench

if TYPE_CHECKING:
    from kiosk.journey.loader import Library, Ref

TO_DAYS = ("commune", "identite", "lettre", "continuer", "continuer", "ici")


def test_the_dots_stay_the_same_number_on_the_way_to_an_appointment(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.press(*TO_DAYS)
    assert isinstance(bench.page, SlotsPage)
    bench.press(bench.page.days[0].choice.id)
    assert isinstance(bench.page, SlotsPage)
    bench.press(bench.page.choices[0].id, "@confirm")
    assert isinstance(bench.page, TicketPage)
    dots = [page.progress for page in bench.pages[1:] if page.progress is not None]
    assert {one.total for one in dots} == {8}
    assert dots[-1].done == 7


def test_where_nothing_can_be_booked_every_other_step_is_reached_and_leads_to_an_end(tmp_path: Path) -> None:
    settings = msgspec.structs.replace(load(), providers={}, services=())
    opened = with_official_sites(Bench(tmp_path, settings=settings).opened)  # where there is a browser
    library = opened.site.library
    reached: set[tuple[Ref, bool]] = set()
    outcomes: set[Ref] = set()
    ways: deque[tuple[ChoiceId, ...]] = deque([(), (OTHER,)])
    bench = Bench(tmp_path, settings=settings, ready=opened)
    while ways:
        way = ways.popleft()
        bench.press(*way)
        ref, page = bench.kiosk.ref, bench.page
        asked = must_ask(bench.kiosk.site, bench.kiosk.session, ref)
        if (ref, asked) not in reached:
            reached.add((ref, asked))
            outcomes |= {ref} if isinstance(page, OutcomePage) else set()
            if isinstance(page, SlotsPage):
                ways.append((*way, *through(bench, page)))
            elif not isinstance(page, SitePage):  # what is touched there stays there
                assert page.choices
                ways.extend((*way, choice.id) for choice in page.choices)
        bench.kiosk.reset(EndReason.IDLE)
        bench.turn(6)
    steps = {ref for ref in all_refs(library) if not isinstance(library.step(ref), _ABOUT_BOOKING)}
    steps -= before_hours(library)
    assert {ref for ref, _ in reached if not isinstance(library.step(ref), _ABOUT_BOOKING)} == steps
    assert outcomes == {ref for ref in steps if isinstance(library.step(ref), OutcomeStep)}
    assert len(outcomes) > 3
    assert {event.outcome for event in bench.events} >= {Outcome.PERSON, Outcome.PHONE, Outcome.COUNTER}


def before_hours(library: "Library") -> "set[Ref]":
    """The steps that only those see who choose an hour here: what comes after it, said before."""
    found, waiting = {library.home}, [library.home]
    while waiting:
        ref = waiting.pop()
        shut = {option.to for option in options(library.step(ref)) if option.when == "bookable"}
        new = {there for there in neighbours(library, ref) if there.step not in shut} - found
        found |= new
        waiting.extend(new)
    hidden = {ref for ref in set(all_refs(library)) - found if not isinstance(library.step(ref), _ABOUT_BOOKING)}
    assert {ref.step.partition("_")[0] for ref in hidden} == {"avant"}
    return hidden


def through(bench: Bench, page: SlotsPage) -> tuple[ChoiceId, ...]:
    """The answers from the days to the end of an exercise, whose hours are invented; no other page offers any here."""
    assert page.practice
    day = page.days[0].choice.id
    hours = bench.press(day)
    return (day, hours.choices[0].id, *map(ChoiceId, ("key:Z", "key:O", "@done", "@confirm", "@other_way")))


_ABOUT_BOOKING = (SlotsStep, EntryStep, RecapStep, TicketStep)
