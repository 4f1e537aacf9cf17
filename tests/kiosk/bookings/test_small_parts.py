"""Codes, moments, the time a step may take, the grid that services share."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.bookings import codes, deadline
from kiosk.bookings.instants import from_seconds, from_stamp, seconds, stamp, utc
from kiosk.bookings.protocol import Asks, Place, Slot
from kiosk.bookings.timetable import Timetable, grid_minutes, pieces
from kiosk.ids import DeskId, ServiceId, SlotId
from tests.booking_site import service, settings


def test_codes_cannot_be_mistaken() -> None:
    given = {codes.fresh() for _ in range(2000)}
    assert all(len(code) == 4 for code in given)
    assert set("".join(given)) == set("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    assert len(given) > 1900


def test_a_code_is_not_given_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "ALPHABET", "AB")
    every = {f"{a}{b}{c}{d}" for a in "AB" for b in "AB" for c in "AB" for d in "AB"}
    assert codes.fresh(every - {"ABBA"}) == "ABBA"


def test_codes_are_compared_as_typed() -> None:
    assert codes.same(" abcd", "ABCD")
    assert not codes.same("ABCD", "ABCE")
    assert not codes.same("é", "ABCD")


def test_moments_survive_the_wire() -> None:
    moment = datetime(2026, 11, 27, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert stamp(moment) == "20261127T083000Z"
    assert from_stamp(stamp(moment)) == moment == from_seconds(seconds(moment))
    assert from_stamp("tomorrow") is None


def test_a_naive_moment_is_a_bug() -> None:
    with pytest.raises(ValueError, match="naive"):
        utc(datetime(2026, 11, 27))  # noqa: DTZ001 - the very mistake


def test_a_step_inside_a_step_has_no_longer_time() -> None:
    assert deadline.left() == deadline.STEP_SECONDS
    with deadline.within(5):
        assert 0 < deadline.left() <= 5
        with deadline.within(20):
            assert deadline.left() <= 5
        with deadline.within(0):
            assert deadline.left() == 0
        assert deadline.left() > 0
    assert deadline.left() == deadline.STEP_SECONDS


def tables(tmp_path: Path, *services: dict[str, object]) -> tuple[Timetable, ...]:
    site = settings(tmp_path, {"kind": "agenda"}, *services)
    return tuple(Timetable.of(one, Place("Guichet"), ZoneInfo("Europe/Brussels")) for one in site.services)


@pytest.mark.parametrize(
    ("services", "minutes"),
    [
        ([], 20),
        ([(30, "09:00-12:00")], 30),
        ([(20, "09:00-12:00"), (30, "09:00-12:00")], 10),
        ([(20, "09:00-12:00"), (20, "09:00-12:00")], 20),
        ([(20, "09:00-12:00"), (20, "09:05-12:00")], 5),
    ],
)
def test_services_that_share_desks_share_a_grid(tmp_path: Path, services: list[tuple[int, str]], minutes: int) -> None:
    given = [
        service(id=f"s{number}", minutes=length, hours={"monday": [part]})
        for number, (length, part) in enumerate(services)
    ]
    assert grid_minutes(tables(tmp_path, *given)) == minutes


def test_a_slot_is_cut_into_cells() -> None:
    start = datetime(2026, 11, 27, 8, tzinfo=UTC)
    slot = Slot(SlotId("x"), ServiceId("x"), start, start + timedelta(minutes=30), DeskId("1"))
    assert [(cell.start.minute, cell.end.minute) for cell in pieces(slot, 10)] == [(0, 10), (10, 20), (20, 30)]
    assert len(pieces(slot, 30)) == 1
    assert pieces(slot, 20)[-1].end == slot.end


def test_only_what_is_required_is_asked(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, service(require=["phone"]))
    assert (table.service.needs.phone, table.service.needs.name) == (Asks.REQUIRED, Asks.NO)
