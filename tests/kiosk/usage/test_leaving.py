"""Where visits ended: closed weeks alone, and no number of 1 to 4."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import rows_of
from kiosk.usage.leaving import Ended, Endings, endings, read_endings
from kiosk.usage.period import Bucket
from kiosk.usage.show import Unreadable
from kiosk.usage.store import Store
from tests.kiosk.usage.hand import visit

TODAY = date(2026, 11, 23)
LAST_WEEK, BEFORE, EARLIER = date(2026, 11, 18), date(2026, 11, 11), date(2026, 11, 4)
COMMUNE, RDV = JourneyId("commune_identite"), StepId("rdv")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "usage.db")
    yield opened
    opened.close()


def add(store: Store, when: date | Bucket, times: int, step: str = "rdv") -> None:
    """As many visits that began elsewhere and ended on a step of the journey."""
    for _ in range(times):
        store.add(rows_of(visit(journey="chercher", last_journey=COMMUNE, step=step), when))


def test_closed_weeks_of_five_or_more_are_added_up(store: Store) -> None:
    add(store, LAST_WEEK, 7)
    add(store, BEFORE, 5)
    add(store, EARLIER, 4)
    add(store, EARLIER, 1, "memo")  # one and four, or three and two: five in all do not tell
    found = endings(store, TODAY)
    assert found.weeks == ("2026-W45", "2026-W46", "2026-W47")
    assert found.of(COMMUNE, RDV) == Ended(12, hidden=1)
    assert found.of(COMMUNE, StepId("memo")) == Ended(0, hidden=1)


@pytest.mark.parametrize("hidden", [(4,), (1, 1), (4, 4), (3, 3, 4, 4, 4)])
def test_a_week_whose_sum_would_tell_is_left_out(store: Store, hidden: tuple[int, ...]) -> None:
    add(store, LAST_WEEK, 7)
    add(store, BEFORE, 9)
    for number, n in enumerate(hidden):
        add(store, BEFORE, n, f"step{number}")
    found = endings(store, TODAY)
    assert found.weeks == ("2026-W47",)
    assert found.steps == {(COMMUNE, RDV): Ended(7)}


def test_no_number_tells_of_a_week_that_hides_it(store: Store) -> None:
    add(store, BEFORE, 6)
    before = endings(store, LAST_WEEK)
    add(store, LAST_WEEK, 3)
    assert (before.of(COMMUNE, RDV).n, endings(store, TODAY).of(COMMUNE, RDV).n) == (6, 6)


def test_this_week_and_visits_without_a_date_are_not_there(store: Store) -> None:
    add(store, TODAY, 9)
    add(store, Bucket("boot-a", 3), 9)
    assert endings(store, TODAY) == Endings((), {})


def test_a_step_where_nobody_stopped_has_nothing(store: Store) -> None:
    add(store, LAST_WEEK, 7)
    assert endings(store, TODAY).of(COMMUNE, StepId("memo")) == Ended()


def test_a_file_not_there_yet_and_a_damaged_one(tmp_path: Path) -> None:
    assert read_endings(tmp_path / "none.db", TODAY) == Endings((), {})
    (tmp_path / "usage.db").write_bytes(b"damaged " * 600)
    assert read_endings(tmp_path / "usage.db", TODAY) == Unreadable("file is not a database")
