"""The call that books surely, and what `kiosk slots` prints."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.bookings.agenda import Agenda
from kiosk.bookings.protocol import Booked, BookEnd, Contact, Refused, Taken, Unknown, Unreachable
from kiosk.bookings.show import rows, text
from kiosk.bookings.step import TRIES, book_surely
from kiosk.bookings.table import Desk
from tests.booking_site import MONDAY, NEED, Clock, desks, free, key, service, settings

NOTHING = Contact()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desks(settings(tmp_path, {"kind": "agenda"}), tmp_path, Clock())[NEED]


def lose(monkeypatch: pytest.MonkeyPatch, *, written: bool, times: int) -> None:
    """The first `times` answers of `book` are lost, the booking itself done or not."""
    real, seen = Agenda.book, [0]

    def book(self: Agenda, *args: object) -> BookEnd:
        seen[0] += 1
        if seen[0] > times:
            return real(self, *args)  # type: ignore[arg-type]
        if written:
            real(self, *args)  # type: ignore[arg-type]
        return Unknown()

    monkeypatch.setattr(Agenda, "book", book)


@pytest.mark.parametrize("written", [True, False])
def test_a_lost_answer_is_found_or_asked_again(desk: Desk, monkeypatch: pytest.MonkeyPatch, *, written: bool) -> None:
    lose(monkeypatch, written=written, times=1)
    slot, mine = free(desk)[0], key()
    waits: list[float] = []
    end = book_surely(desk, slot, mine, NOTHING, pause=waits.append)
    assert isinstance(end, Booked)
    assert len(waits) == (0 if written else 1)
    assert len([one for one in free(desk) if one.start == slot.start and one.desk != slot.desk]) == 1


def test_tries_come_to_an_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lose(monkeypatch, written=False, times=99)
    waits: list[float] = []
    end = book_surely(desk, free(desk)[0], key(), NOTHING, pause=waits.append)
    assert isinstance(end, Unreachable)
    assert "lost" in end.why
    assert len(waits) == TRIES - 1


def test_another_hour_is_cancelled_and_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    slot, mine = free(desk)[0], key()
    end = desk.provider.book(slot, mine, NOTHING)
    assert isinstance(end, Booked)
    wrong = Booked(end.ref, end.cancel_code, end.start + timedelta(hours=1), end.end + timedelta(hours=1))
    monkeypatch.setattr(Agenda, "book", lambda *_: wrong)
    assert isinstance(book_surely(desk, slot, mine, NOTHING), Refused)
    assert slot in free(desk)


def test_other_ends_are_told_as_they_are(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for end in (Taken(), Refused("no"), Unreachable("down")):
        monkeypatch.setattr(Agenda, "book", lambda *_, end=end: end)
        assert book_surely(desk, free(desk)[0], key(), NOTHING) == end


def test_slots_as_rows_and_as_text(tmp_path: Path) -> None:
    site = settings(tmp_path, {"kind": "agenda"}, service(hours={"friday": ["08:30-09:10"]}, days_ahead=7))
    desk = desks(site, tmp_path, Clock())[NEED]
    found = rows(desk, MONDAY, MONDAY + timedelta(days=30), ZoneInfo("Europe/Brussels"))
    assert isinstance(found, list)
    assert found[0] == {
        "service": "carte",
        "slot": "carte-20261127T073000Z-g1",
        "date": "2026-11-27",
        "time": "08:30",
        "start": "2026-11-27T08:30:00+01:00",
        "end": "2026-11-27T08:50:00+01:00",
        "desk": "1",
        "place": "Guichet",
    }
    assert text(found) == "2026-11-27  08:30 08:50"


def test_an_unreachable_desk_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    desk = desks(settings(tmp_path, {"kind": "agenda"}), tmp_path / "file" / "x", Clock())[NEED]
    assert isinstance(rows(desk, MONDAY, date(2026, 12, 1), ZoneInfo("Europe/Brussels")), Unreachable)
