"""What may be shown of the counts, and what may not."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.events import GuidanceLost, Outcome
from kiosk.figures import BELOW
from kiosk.ids import GuidanceId, GuidedPageId, JourneyId
from kiosk.usage.counters import hour_up, rows_of
from kiosk.usage.period import UNDATED, Bucket
from kiosk.usage.show import Summary, Unreadable, as_json, as_text, read, summary
from kiosk.usage.store import Store
from tests.kiosk.usage.hand import visit

TODAY = date(2026, 11, 23)
LAST_WEEK = date(2026, 11, 18)
COMMUNE = JourneyId("commune_identite")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "usage.db")
    yield opened
    opened.close()


def add(store: Store, when: date | Bucket, outcome: Outcome, times: int, minutes: int = 4) -> None:
    """Count the same visit several times."""
    for _ in range(times):
        store.add(rows_of(visit(outcome=outcome, minutes=minutes), when))


def test_of_today_only_the_visits_in_all(store: Store) -> None:
    add(store, TODAY, Outcome.BOOKED, 12)
    shown = summary(store, TODAY)
    assert shown == Summary(TODAY, visits_today=12, waiting=0, undated=0, weeks=())
    for text in (as_text(shown), as_json(shown)):
        assert "commune_identite" not in text
        assert "booked" not in text
        assert "rendez-vous" not in text
    assert "Aujourd'hui, 23 novembre 2026 : 12 visites" in as_text(shown)


def test_hours_in_which_the_kiosk_ran_are_no_visits(store: Store) -> None:
    before = summary(store, TODAY)
    moments: list[date | Bucket] = [TODAY, LAST_WEEK, Bucket("boot-a", 3)]
    for number, when in enumerate(moments):
        store.mark({Bucket("boot-a", number): hour_up(when)})
    assert summary(store, TODAY) == before
    store.settle(lambda row: row._replace(period=UNDATED))
    assert summary(store, TODAY) == before


def test_the_week_of_today_is_not_closed_on_its_sunday(store: Store) -> None:
    add(store, LAST_WEEK, Outcome.BOOKED, 12)
    assert summary(store, date(2026, 11, 22)).weeks == ()
    assert [week.period for week in summary(store, TODAY).weeks] == ["2026-W47"]


def test_a_closed_week_in_french(store: Store) -> None:
    add(store, LAST_WEEK, Outcome.LEFT, 4, minutes=1)
    add(store, LAST_WEEK, Outcome.BOOKED, 5)
    add(store, date(2026, 11, 3), Outcome.PHONE, 6)
    assert as_text(summary(store, TODAY), {COMMUNE: "Carte d'identité"}).splitlines() == [
        "Aujourd'hui, 23 novembre 2026 : 0 visite",
        "",
        "Semaine 47 (16 novembre 2026) : 25 minutes d'utilisation",
        "  Carte d'identité",
        "    rendez-vous pris : 5",
        "    visite arrêtée en chemin : moins de 5",
        "",
        "Semaine 45 (2 novembre 2026) : 25 minutes d'utilisation",
        "  Carte d'identité",
        "    par téléphone : 6",
    ]


def test_a_closed_week_as_data(store: Store) -> None:
    add(store, LAST_WEEK, Outcome.LEFT, 4, minutes=1)
    add(store, LAST_WEEK, Outcome.BOOKED, 5)
    add(store, TODAY, Outcome.BOOKED, 1)
    assert json.loads(as_json(summary(store, TODAY))) == {
        "today": {"day": "2026-11-23", "visits": 1},
        "waiting_for_clock": 0,
        "undated": 0,
        "weeks": [
            {
                "week": "2026-W47",
                "monday": "2026-11-16",
                "minutes": 25,
                "hours_up": None,
                "visits": [
                    {"journey": "commune_identite", "outcome": "booked", "n": 5},
                    {"journey": "commune_identite", "outcome": "left", "n": None, "below": 5},
                ],
            }
        ],
        "guidance_lost": [],
    }


def test_the_hours_in_which_the_kiosk_ran_are_summed_by_week(store: Store) -> None:
    add(store, LAST_WEEK, Outcome.BOOKED, 5)
    for day, hours in ((LAST_WEEK, 9), (LAST_WEEK + timedelta(days=4), 3), (LAST_WEEK + timedelta(days=5), 50)):
        store.add({hour_up(day): hours})
    assert "Semaine 47 (16 novembre 2026) : 20 minutes d'utilisation, 12 heures de marche" in as_text(
        summary(store, TODAY)
    )


def test_a_site_that_changed_is_named_once_its_week_is_closed_and_never_how_often(store: Store) -> None:
    lost = frozenset({GuidanceLost(GuidanceId("forem_rdv"), GuidedPageId("accueil"))})
    for when in (TODAY, LAST_WEEK, LAST_WEEK):
        store.add(rows_of(replace(visit(), lost=lost if when == TODAY else frozenset()), when))
    assert summary(store, TODAY).lost == ()
    store.add(rows_of(replace(visit(), lost=lost), LAST_WEEK))
    shown = summary(store, TODAY)
    assert "Site officiel à revoir : forem_rdv (page : accueil)" in as_text(shown)
    assert json.loads(as_json(shown))["guidance_lost"] == [{"guidance": "forem_rdv", "page": "accueil"}]


def test_visits_without_a_date_are_told_in_all(store: Store) -> None:
    add(store, Bucket("boot-a", 3), Outcome.BOOKED, 2)
    add(store, Bucket("boot-z", 3), Outcome.BOOKED, 1)
    store.settle(lambda row: row._replace(period=UNDATED) if "boot-z" in row.period else row)
    shown = summary(store, TODAY)
    assert (shown.visits_today, shown.waiting, shown.undated, shown.weeks) == (0, 2, 1, ())
    assert "En attente d'une horloge juste : 2 visites" in as_text(shown)
    assert "Sans date connue : 1 visite" in as_text(shown)


def test_every_outcome_has_its_french_name(store: Store) -> None:
    for outcome in Outcome:
        add(store, LAST_WEEK, outcome, 5)
    text = as_text(summary(store, TODAY))
    for outcome in Outcome:
        assert f" {outcome.value} :" not in text
    assert text.count(" : 5") == len(Outcome)


def test_a_clock_gone_back_shows_no_week(store: Store) -> None:
    add(store, LAST_WEEK, Outcome.BOOKED, 12)
    assert summary(store, date(1970, 1, 1)).weeks == ()


def test_a_file_not_there_yet(tmp_path: Path) -> None:
    shown = read(tmp_path / "none.db", TODAY)
    assert isinstance(shown, Summary)
    assert shown.visits_today == 0
    assert "Le détail est montré quand la semaine est finie." in as_text(shown)


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "usage.db").write_bytes(b"damaged " * 600)
    assert read(tmp_path / "usage.db", TODAY) == Unreadable("file is not a database")


Visits = st.lists(
    st.tuples(
        st.dates(TODAY - timedelta(days=16), TODAY), st.sampled_from(list(Outcome)[:3]), st.sampled_from(["a", "b"])
    ),
    max_size=40,
)


@settings(max_examples=25, deadline=None)
@given(Visits)
def test_no_number_of_one_to_four_and_nothing_of_this_week(visits: list[tuple[date, Outcome, str]]) -> None:
    store = Store.read(Path("no such file"))
    for when, outcome, journey in visits:
        store.add(rows_of(visit(journey=journey, outcome=outcome), when))
    shown = summary(store, TODAY)
    store.close()
    this_week = TODAY - timedelta(days=TODAY.weekday())
    closed = [one for one in visits if one[0] < this_week]
    cells = [cell for week in shown.weeks for cell in week.cells]
    assert all(cell.n is None or cell.n >= BELOW for cell in cells)
    assert sum(cell.n or 0 for cell in cells) <= len(closed)
    assert len(cells) == len({(when.isocalendar()[:2], outcome, journey) for when, outcome, journey in closed})
    assert shown.visits_today == sum(when == TODAY for when, _, _ in visits)
    assert all(week.minutes % 5 == 0 for week in shown.weeks)
