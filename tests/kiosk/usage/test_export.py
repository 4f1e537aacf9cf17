"""What may be taken away of the counts."""

import csv
import io
from datetime import date
from itertools import product
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.figures import BELOW
from kiosk.ids import JourneyId
from kiosk.usage.counters import Counter, Row
from kiosk.usage.export import BOM, COLUMNS, Export, Total, as_csv, as_json, export, from_json, read_export, total_of
from kiosk.usage.period import UNDATED, Period
from kiosk.usage.show import Unreadable
from kiosk.usage.store import Store
from tests.kiosk.usage.samples import NAMES, TODAY, USUAL, exported, rows

HIDDEN = range(1, BELOW)


def lines_of(found: Export) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(found).removeprefix(BOM)), delimiter=";"))


def test_a_spreadsheet_of_a_week() -> None:
    text = as_csv(exported({("commune_identite", "booked"): 23, ("aide_cpas", "phone"): 4}))
    assert text == (
        "\ufeffSemaine;Du;Au;Mesure;Sujet;Code du sujet;Résultat;Code du résultat;Nombre;Remarque\r\n"
        "2026-W47;2026-11-16;2026-11-22;Visites en tout;;;;;23;ou plus\r\n"
        "2026-W47;2026-11-16;2026-11-22;Minutes d’utilisation;;;;;640;arrondi à 5\r\n"
        "2026-W47;2026-11-16;2026-11-22;Heures de marche;;;;;19;\r\n"
        "2026-W47;2026-11-16;2026-11-22;Jours de marche;;;;;2;\r\n"
        "2026-W47;2026-11-16;2026-11-22;Visites;Colis alimentaire et aide du CPAS;aide_cpas;Par téléphone;phone;;"
        "moins de 5\r\n"
        "2026-W47;2026-11-16;2026-11-22;Visites;Ma carte d’identité;commune_identite;Rendez-vous pris;booked;23;\r\n"
    )


def test_nothing_of_a_period_that_is_not_over_or_has_no_date() -> None:
    more = {
        Row(Period("2026-W48"), Counter.OUTCOMES, JourneyId("aide_cpas"), outcome="phone"): 40,
        Row(Period("2026-11-23"), Counter.HOURS_UP): 3,
        Row(Period("2026-11-17"), Counter.VISITS, JourneyId("aide_cpas")): 40,
        Row(UNDATED, Counter.OUTCOMES, JourneyId("aide_cpas"), outcome="phone"): 40,
        Row(Period("boot:one:3"), Counter.HOURS_UP): 1,
    }
    assert export({**rows(USUAL), **more}, TODAY, NAMES) == exported(USUAL)
    assert export(rows(USUAL), date(2026, 11, 22), NAMES).weeks == ()


def test_a_week_in_which_the_kiosk_only_ran_had_no_visit() -> None:
    (week,) = exported({}, minutes=0).weeks
    assert (week.visits, week.minutes, week.hours_up, week.days_up, week.cells) == (Total(0), 0, 19, 2, ())


def test_hours_that_an_older_version_did_not_count_are_not_known() -> None:
    (week,) = exported(USUAL, up=False).weeks
    assert (week.hours_up, week.days_up) == (None, None)
    assert [one["Remarque"] for one in lines_of(exported(USUAL, up=False)) if "marche" in one["Mesure"]] == [
        "inconnu",
        "inconnu",
    ]


def test_what_the_site_does_not_know_any_more_keeps_its_code_and_is_no_formula() -> None:
    found = lines_of(exported({("@unknown", "asked"): 7}))[-1]
    assert list(found) == list(COLUMNS)
    assert (found["Sujet"], found["Code du sujet"]) == ("Un autre sujet", "'@unknown")
    assert (found["Résultat"], found["Nombre"]) == ("Autre résultat", "7")


def test_json_is_read_again_and_nothing_else_is() -> None:
    found = exported(USUAL)
    assert from_json(as_json(found)) == found
    for other in ("", "{}", '{"weeks": []}', as_json(msgspec.structs.replace(found, format=2))):
        assert isinstance(from_json(other), Unreadable), other


def test_a_damaged_file_is_said_and_one_not_there_yet_is_empty(tmp_path: Path) -> None:
    assert read_export(tmp_path / "none.db", TODAY, NAMES) == Export(site=NAMES.site, made=TODAY, weeks=())
    (tmp_path / "usage.db").write_bytes(b"damaged " * 600)
    assert read_export(tmp_path / "usage.db", TODAY, NAMES) == Unreadable("file is not a database")


def test_a_week_that_no_calendar_has_is_said(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "usage.db")
    store.add({Row(Period("2026-W00"), Counter.MINUTES): 4})
    store.close()
    assert isinstance(read_export(tmp_path / "usage.db", TODAY, NAMES), Unreadable)


Numbers = st.dictionaries(
    st.tuples(st.sampled_from(list(NAMES.journeys)), st.sampled_from(list(NAMES.outcomes))), st.integers(1, 9)
)


@settings(max_examples=60, deadline=None)
@given(Numbers)
def test_no_number_of_one_to_four_is_told(cells: dict[tuple[str, str], int]) -> None:
    found = exported(cells, minutes=0, up=False)
    told = [one["Nombre"] for one in lines_of(found) if one["Mesure"] == "Visites"]
    assert len(told) == len(cells)
    assert not {str(n) for n in HIDDEN} & set(told)
    assert all(cell.n is None or cell.n >= BELOW for week in found.weeks for cell in week.cells)
    for week in found.weeks:
        assert week.visits == total_of(tuple(cells.values()))
        assert week.visits.n <= sum(cells.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(HIDDEN), min_size=1, max_size=5), st.lists(st.integers(5, 30), max_size=3))
def test_an_exact_sum_leaves_each_hidden_number_open(hidden: list[int], seen: list[int]) -> None:
    """Tried out: every number from 1 to 4 stands at every place in some week that would be told just so."""
    total = total_of((*hidden, *seen))
    if not total.exact:
        assert total.n == sum(seen)
        return
    assert total.n == sum(hidden) + sum(seen)
    possible = [one for one in product(HIDDEN, repeat=len(hidden)) if sum(one) == total.n - sum(seen)]
    assert all({one[place] for one in possible} == set(HIDDEN) for place in range(len(hidden)))


def test_one_hidden_number_alone_is_never_summed_exactly() -> None:
    assert [total_of((n, 20)) for n in HIDDEN] == [Total(20, exact=False)] * 4
    assert total_of((2, 3, 20)) == Total(25)
    assert total_of(()) == Total(0)
