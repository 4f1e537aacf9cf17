"""The words of the opening check keep the rules of writing."""

from collections.abc import Iterator

from kiosk.checking.content import text_findings
from kiosk.checking.glossary import read_glossary
from kiosk.checking.spelling import spelling_findings
from kiosk.checking.texts import Kind, Text
from kiosk.facilitator import opening_check
from kiosk.health.result import CheckId, Found, Result, State
from kiosk.journey.loader import content_folder
from kiosk.page import Page
from kiosk.pages import staff_opening


def result(state: State) -> Result:
    return Result(CheckId("sound"), "Le son", "speaker-high", Found(state, "Le haut-parleur répond."))


def pages() -> Iterator[Page]:
    yield staff_opening.waiting_page()
    for state in State:
        yield staff_opening.list_page((result(state),))
        yield staff_opening.all_page((result(state),))
        yield staff_opening.detail_page(result(state))
    yield from (staff_opening.sound_page(), staff_opening.grid_page(()))
    yield from (staff_opening.stuck_page(left) for left in (1, 2, 11))


def texts() -> Iterator[tuple[Kind, str]]:
    yield Kind.LABEL, staff_opening.tile().label
    yield Kind.SENTENCE, staff_opening.SPOKEN
    for found in (opening_check.HEARD, opening_check.NOT_HEARD, opening_check.FELT, opening_check.NOT_FELT):
        yield Kind.SENTENCE, found.says
        yield Kind.SENTENCE, found.do
    for page in pages():
        yield Kind.TITLE, page.title
        yield from ((Kind.SENTENCE, line.text) for line in page.lines)
        yield from ((Kind.LABEL, choice.label) for choice in page.choices if len(choice.label) > 2)


def test_every_word_is_without_fault() -> None:
    found = tuple(Text("opening", 0, kind, text, text) for kind, text in dict.fromkeys(texts()) if text)
    assert len(found) > 25
    glossary = read_glossary(content_folder())
    faults = (*text_findings(found, glossary), *spelling_findings(found, glossary))
    assert [str(one) for one in faults if not one.note] == []
