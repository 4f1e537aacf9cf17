"""No hidden number of the pages can be worked out from those shown, whoever counts what."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.attacker import World, cornered, worked_out
from kiosk.hub.cells import FOLDED, Cell, Key, Micro, cells_of, equations, month_of, week_of, with_folded
from kiosk.hub.publication import OPEN_BELOW, STAFF_BELOW
from kiosk.hub.suppression import exposed, shown_cells
from kiosk.hub.worlds import with_empty, without_doubt

WEEKS = [week_of((date(2026, 10, 1) + timedelta(weeks=number)).isoformat()) for number in range(5)]
"""All of October 2026, whose first day is a Thursday."""
REGION = "Hainaut"
Visit = tuple[str, str, str, str, str]
"""Place, week, journey, outcome, last step."""


def test_five_weeks_make_the_month() -> None:
    assert {month_of(week) for week in WEEKS} == {"2026-10"}


def counted(visits: Counter[Visit]) -> World:
    """What the places' kiosks send of some visits: outcomes and last steps below three are folded."""
    sums: Counter[Micro] = Counter()
    for (place, week, journey, outcome, step), n in visits.items():
        sums[Micro(place, week, Key("visits", journey, "", ""))] += n
        sums[Micro(place, week, Key("outcomes", journey, "", outcome))] += n
        sums[Micro(place, week, Key("last_steps", journey, step, ""))] += n
    sent: Counter[Micro] = Counter()
    for one, n in sums.items():
        small = n < 3 and one.key.cube != "visits"
        sent[one._replace(key=Key(one.key.cube, FOLDED, FOLDED, FOLDED)) if small else one] += n
    return World(REGION, sent)


def published(world: World, below: int) -> set[Cell]:
    cells = with_folded(world.cells())
    return shown_cells(cells, equations(cells), below)


visits = st.dictionaries(
    st.tuples(
        st.sampled_from(["Mons", "Binche", "Dour"]),
        st.sampled_from(WEEKS),
        st.sampled_from(["identite", "facture"]),
        st.sampled_from(["booked", "counter", "left"]),
        st.sampled_from(["depart", "moyen"]),
    ),
    st.integers(1, 14),
    max_size=60,
).map(Counter)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(visits=visits, below=st.sampled_from([STAFF_BELOW, OPEN_BELOW]))
def test_no_small_number_is_shown_and_none_can_be_worked_out(visits: Counter[Visit], below: int) -> None:
    world = counted(visits)
    shown, cells = published(world, below), world.cells()
    assert not [cell for cell in shown if cells[cell] < below]
    assert not {cell for cell in worked_out(world, shown) if cells[cell] < below}


def thin_weeks(seed: int) -> World:
    """A few visits in two weeks of two places, none so rare that its kiosk folds it."""
    chance, visits = random.Random(seed), Counter[Visit]()
    for _ in range(chance.randint(2, 7)):
        spot = chance.choice(["Mons", "Binche"]), chance.choice(WEEKS[:2])
        what = chance.choice(["identite", "facture"]), chance.choice(["booked", "counter", "left"])
        visits[*spot, *what, chance.choice(["depart", "moyen"])] += chance.randint(3, 9)
    return counted(visits)


def test_nothing_is_cornered_for_somebody_who_knows_that_kiosks_fold_below_three() -> None:
    """What is hidden below five and bears a name is 3 or 4, or none at all."""
    naive = 0
    for world in (thin_weeks(seed) for seed in range(60)):
        cells = world.cells()
        large = {cell for cell, n in cells.items() if n >= STAFF_BELOW}
        naive += bool({cell for cell in cornered(world, large, STAFF_BELOW) if cells[cell] < STAFF_BELOW})
        shown = published(world, STAFF_BELOW)
        assert not {cell for cell in cornered(world, shown, STAFF_BELOW) if cells[cell] < STAFF_BELOW}
    assert naive > 0, "the attacker can find"


def test_every_hidden_number_could_be_another() -> None:
    for world in (thin_weeks(seed) for seed in range(60)):
        shown = published(world, STAFF_BELOW)
        cells = with_empty(with_folded(world.cells()))
        assert without_doubt(cells, equations(cells), shown, STAFF_BELOW) == set()


def one_small_place() -> World:
    """Two places; in one of them a journey was taken three times in the month."""
    visits: Counter[Visit] = Counter()
    for week in WEEKS:
        visits["Mons", week, "identite", "counter", "depart"] = 20
    visits["Binche", WEEKS[0], "identite", "counter", "depart"] = 3
    return counted(visits)


def test_somebody_who_subtracts_finds_what_only_small_numbers_hide() -> None:
    world = one_small_place()
    naive = {cell for cell, n in world.cells().items() if n >= STAFF_BELOW}
    found = worked_out(world, naive)
    assert Cell("place_month", "Binche", "2026-10", Key("visits", "identite", "", "")) in found
    assert {world.cells()[cell] for cell in found} == {3}
    cells = with_folded(world.cells())
    assert found == exposed(cells, equations(cells), naive, STAFF_BELOW)


def test_and_finds_nothing_of_what_is_published() -> None:
    world = one_small_place()
    shown = published(world, STAFF_BELOW)
    assert worked_out(world, shown) == set()
    assert len(shown) >= len(WEEKS) * 3, "most of the larger place is still told"


@pytest.mark.parametrize(("total", "cornered"), [(8, True), (7, False), (5, False)])
def test_two_numbers_that_must_both_be_as_great_as_can_be_hide_nothing(total: int, *, cornered: bool) -> None:
    """4 and 4 under a shown sum of 8: below 5 nothing else is left."""
    key = Key("visits", "identite", "", "")
    first, second = Cell("place_month", "a", "2026-10", key), Cell("place_month", "b", "2026-10", key)
    week = Cell("region_week", REGION, WEEKS[0], key)
    cells = {first: 4, second: total - 4, week: total}
    assert bool(exposed(cells, [{week: 1, first: -1, second: -1}], {week}, STAFF_BELOW)) is cornered


def test_what_was_shown_before_is_not_taken_back_and_the_rest_is_hidden_around_it() -> None:
    """The weeks were told as they closed; at the end of the month the places must keep the small one's secret."""
    world = one_small_place()
    weeks = with_folded(cells_of(world.micro, REGION, months=False))
    before = shown_cells(weeks, equations(weeks), STAFF_BELOW)
    assert len(before) == len(WEEKS) * 3
    cells = with_folded(world.cells())
    shown = shown_cells(cells, equations(cells), STAFF_BELOW, before=before)
    assert before <= shown
    assert worked_out(world, shown) == set()
