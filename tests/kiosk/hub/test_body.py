"""What a body of rows may be: the checks of the hub and those of its table say the same."""

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hub.body import Fault, is_period, read_body, values
from kiosk.hub.schema import COUNTS, PUSH, migrations, open_counts
from kiosk.sqlite_tables import Database
from kiosk.usage.sync.rows import WireRow

KIOSK = "0123456789abcdef" * 2
_TEXTS = st.text(st.sampled_from("aZ09_@:.~-é \n'"), max_size=3) | st.just("x" * 81)
_PERIODS = st.sampled_from(["2026-11-23", "2026-W48", "undated", "2026-W60", "2026-13-01", "2026-11-2", "", "boot:a:1"])
_ROWS = st.fixed_dictionaries(
    {
        "kiosk": st.sampled_from([KIOSK, "f" * 32, "F" * 32, ""]),
        "period": _PERIODS,
        "event": st.sampled_from(["visits", "hours_up", "guidance_lost", "Visits", ""]),
        "journey": _TEXTS,
        "step": _TEXTS,
        "outcome": _TEXTS,
        "n": st.integers(-2, 2**54) | st.just("1") | st.just(1.0),
    }
)


def test_good_rows_come_back_as_they_are() -> None:
    rows = (WireRow(KIOSK, "2026-11-23", "visits", "a", "", "", 1), WireRow(KIOSK, "undated", "minutes", "", "", "", 0))
    assert read_body(msgspec.json.encode({"rows": rows}), KIOSK) == rows


def test_a_fault_names_the_place_and_never_the_value() -> None:
    row = {"kiosk": KIOSK, "period": "undated", "event": "visits", "journey": "", "step": "", "outcome": "", "n": 1}
    for key in ("kiosk", "period", "event", "journey", "step", "outcome"):
        fault = read_body(msgspec.json.encode({"rows": [row, row | {key: "Madame Dupont"}]}), KIOSK)
        assert fault == Fault(400, f"rows[1].{key}: is not of the form of the wire")


@pytest.mark.parametrize("text", ["2024-02-29", "2026-W53", "0001-01-01", "undated"])
def test_periods_that_the_calendar_has(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2025-W53", "2026-W00", "20261123", "2026W481", "", "2026-W٠١", "2026-00-10"]
)
def test_periods_that_it_has_not(text: str) -> None:
    assert not is_period(text)


@given(rows=st.lists(_ROWS, max_size=3))
def test_what_passes_is_what_the_table_takes(rows: list[dict[str, object]]) -> None:
    read = read_body(msgspec.json.encode({"rows": rows}), KIOSK)
    if isinstance(read, Fault):
        return
    assert [msgspec.to_builtins(row) for row in read] == rows
    with closing(sqlite3.connect(":memory:")) as counts:
        migrations.apply(Database(counts, execute_plugins=False))
        counts.executemany(PUSH, [values(row) for row in read])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kiosk", "F" * 32),
        ("period", "2026-1-1"),
        ("event", "wishes"),
        ("journey", "Madame Dupont"),
        ("outcome", "x" * 81),
        ("n", -1),
        ("n", "many"),
        ("n", 1.5),
        ("step", None),
    ],
)
def test_the_table_itself_refuses_the_rest(tmp_path: Path, column: str, value: object) -> None:
    row = {"kiosk": KIOSK, "period": "undated", "event": "visits", "journey": "", "step": "", "outcome": "", "n": 1}
    with closing(open_counts(tmp_path / COUNTS)) as counts:
        counts.execute(PUSH, tuple(row.values()))
        with pytest.raises(sqlite3.IntegrityError):
            counts.execute(PUSH, tuple((row | {column: value}).values()))


def test_no_statement_makes_a_row_smaller(tmp_path: Path) -> None:
    row = values(WireRow(KIOSK, "undated", "visits", "", "", "", 5))
    with closing(open_counts(tmp_path / COUNTS)) as counts:
        counts.execute(PUSH, row)
        counts.execute(PUSH, (*row[:-1], 3))
        counts.execute("UPDATE counts SET n = 2")
        counts.execute("INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = 1", row[:-1])
        assert counts.execute("SELECT n FROM counts").fetchall() == [(5,)]
        counts.execute("UPDATE counts SET n = 6")
        assert counts.execute("SELECT n FROM counts").fetchall() == [(6,)]
