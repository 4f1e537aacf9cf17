"""The words about the device keep the rules of writing."""

from collections.abc import Iterator

from kiosk.checking.content import text_findings
from kiosk.checking.glossary import read_glossary
from kiosk.checking.spelling import spelling_findings
from kiosk.checking.texts import Kind, Text
from kiosk.device.limits import Limits
from kiosk.facilitator import adjusting
from kiosk.journey.loader import content_folder
from kiosk.opening_hours import DAYS, USUAL, USUAL_WEEK
from kiosk.page import Page, SettingsPage
from kiosk.pages import staff_power, staff_settings

LATE = staff_settings.named(USUAL.closes)
"""An hour that staff chose is no fact of content."""


def pages() -> Iterator[Page]:
    yield staff_settings.settings_page(Limits(), "fr", ())
    yield from (staff_settings.week_page(hours) for hours in (None, USUAL_WEEK))
    yield from (staff_settings.day_page(day, span) for day in range(DAYS) for span in (None, USUAL))
    for power in (staff_power.RESTART, staff_power.POWER_OFF):
        yield from (staff_power.ask_page(power, somebody=somebody) for somebody in (False, True))
        yield staff_power.going_page(power)


def texts() -> Iterator[tuple[Kind, str]]:
    yield Kind.LABEL, staff_settings.TILE.label
    yield Kind.SENTENCE, adjusting.NOT_KEPT
    for power in (staff_power.RESTART, staff_power.POWER_OFF):
        yield Kind.LABEL, power.tile.label
        yield Kind.SENTENCE, power.fails
    for page in pages():
        yield Kind.TITLE, page.title
        yield from ((Kind.SENTENCE, line.text) for line in page.lines)
        yield from ((Kind.LABEL, choice.label) for choice in page.choices if not choice.live)
        for group in page.groups if isinstance(page, SettingsPage) else ():
            yield Kind.LABEL, group.label.replace(staff_settings.named(USUAL.opens), "midi").replace(LATE, "midi")
            yield from ((Kind.LABEL, option.label) for option in group.options if not option.spoken)
            yield from ((Kind.SENTENCE, option.spoken) for option in group.options if option.spoken)


def test_every_word_is_without_fault() -> None:
    found = tuple(Text("device", 0, kind, text, text) for kind, text in dict.fromkeys(texts()) if text)
    assert len(found) > 40
    glossary = read_glossary(content_folder())
    faults = (*text_findings(found, glossary), *spelling_findings(found, glossary))
    assert [str(one) for one in faults if not one.note] == []
