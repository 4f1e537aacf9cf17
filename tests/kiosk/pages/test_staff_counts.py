"""The words of *Partager les comptes* keep the rules of writing; every end of a sync has its own."""

from collections.abc import Iterator
from datetime import date

from kiosk.checking.content import text_findings
from kiosk.checking.glossary import read_glossary
from kiosk.checking.spelling import spelling_findings
from kiosk.checking.texts import Kind, Text
from kiosk.journey.loader import content_folder
from kiosk.pages import dates, staff_counts, sync_words
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.status import SyncStatus, UnreadableStatus
from tests.screens.counts_gallery import DAY, LATE, PAGES, SENT


def texts() -> Iterator[tuple[Kind, str]]:
    yield Kind.LABEL, staff_counts.tile().label
    yield Kind.HINT, staff_counts.tile(LATE).hint
    day = dates.day_in_full(DAY)
    for page in PAGES.values():
        yield Kind.TITLE, page.title
        yield from ((Kind.SENTENCE, line.text.replace(day, "lundi")) for line in page.lines if ".csv" not in line.text)
        yield from ((Kind.LABEL, choice.label) for choice in page.choices)
    for words in (*sync_words.ENDS.values(), *sync_words.WHY.values()):
        yield Kind.SENTENCE, words.says
        yield Kind.SENTENCE, words.do


def test_every_word_is_without_fault() -> None:
    found = tuple(Text("counts", 0, kind, text, text) for kind, text in dict.fromkeys(texts()) if text)
    assert len(found) > 60
    glossary = read_glossary(content_folder())
    faults = (*text_findings(found, glossary), *spelling_findings(found, glossary))
    assert [str(one) for one in faults if not one.note] == []


def test_every_end_has_its_words() -> None:
    assert set(sync_words.ENDS) == set(Result) - {Result.STOPPED}
    assert set(sync_words.WHY) == set(Reason)
    assert sync_words.ended(Result.STOPPED, Reason.PORTAL) is sync_words.WHY[Reason.PORTAL]
    assert sync_words.ended(Result.STOPPED) is sync_words.WHY[Reason.NETWORK], "of an older file"


def test_the_tile_says_what_waits_or_when_the_counts_left() -> None:
    assert staff_counts.tile(SENT).hint == "Envoyés le 30\u00a0novembre"
    assert staff_counts.tile(LATE).hint == "1204 comptes attendent"
    assert staff_counts.tile(SyncStatus(waiting=1)).hint == "1 compte attend"
    assert [staff_counts.tile(one).hint for one in (None, SyncStatus(), UnreadableStatus(""))] == [""] * 3


def test_a_demonstration_is_calm() -> None:
    page = PAGES["comptes-sans-centre"]
    assert [line.text for line in page.lines] == ["Aucun envoi n’est prévu ici.", "Vous pouvez exporter les comptes."]
    assert [choice.label for choice in page.choices] == ["Exporter les comptes"]


def test_a_carrying_is_told_with_its_day() -> None:
    status = SyncStatus(last_attempt=Result.DONE, last_success=date(2026, 11, 22), carried=date(2026, 12, 1))
    lines = [line.text for line in staff_counts.status_page(status, hub=True).lines]
    assert lines[-1] == "Dernière copie sur clé\u00a0: mardi 1er\u00a0décembre."
