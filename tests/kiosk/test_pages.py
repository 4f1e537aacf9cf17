"""Every page that a visitor can meet: its words, its dots, and a way to an end where nothing can be booked."""

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kiosk.events import Outcome
from kiosk.journey.checks import LABEL_WORDS, SENTENCE_WORDS, TITLE_WORDS, _typography, word_count
from kiosk.journey.graph import all_refs
from kiosk.journey.model import EntryStep, RecapStep, SlotsStep, TicketStep
from kiosk.page import OutcomePage, SlotsPage, TicketPage
from kiosk.pages.listening import must_ask
from kiosk.sentences import every_page
from kiosk.settings import load
from tests.kiosk.bench import Bench

if TYPE_CHECKING:
    from kiosk.ids import ChoiceId
    from kiosk.journey.loader import Ref

TO_DAYS = ("commune", "identite", "lettre", "continuer", "continuer", "ici")


def test_the_words_of_the_house_keep_its_rules(tmp_path: Path) -> None:
    pages = list(every_page(Bench(tmp_path).opened.site))
    titles = {page.title for page in pages}
    lines = {line.text for page in pages for line in page.lines}
    buttons = {choice.label for page in pages for choice in (*page.choices, *page.bar)}
    assert len(titles) > 50
    assert [text for text in titles if word_count(text) > TITLE_WORDS] == []
    assert [text for text in lines if word_count(text) > SENTENCE_WORDS] == []
    assert [text for text in buttons if word_count(text) > LABEL_WORDS] == []
    assert [fault for text in titles | lines | buttons for fault in _typography(text)] == []


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
    library = Bench(tmp_path, settings=settings).opened.site.library
    reached: set[tuple[Ref, bool]] = set()
    outcomes = 0
    ways: deque[tuple[ChoiceId, ...]] = deque([()])
    bench = Bench(tmp_path, settings=settings)
    while ways:
        way = ways.popleft()
        bench.press(*way)
        ref, page = bench.kiosk.ref, bench.page
        asked = must_ask(bench.kiosk.site, bench.kiosk.session, ref)
        if (ref, asked) not in reached:
            reached.add((ref, asked))
            outcomes += isinstance(page, OutcomePage)
            assert not isinstance(page, SlotsPage)
            assert page.choices
            ways.extend((*way, choice.id) for choice in page.choices)
        bench.turn(200)
    steps = {ref for ref in all_refs(library) if not isinstance(library.step(ref), _ABOUT_BOOKING)}
    assert {ref for ref, _ in reached} == steps
    assert outcomes == 3
    assert {event.outcome for event in bench.events} >= {Outcome.PERSON, Outcome.PHONE, Outcome.COUNTER}


_ABOUT_BOOKING = (SlotsStep, EntryStep, RecapStep, TicketStep)
