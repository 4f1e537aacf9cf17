"""Parcels that came by stick: taken once or ten times, and refused when they are not their kiosk's."""

import base64
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kiosk.hub.enrolment import drawn, enrol, kiosks, open_enrolment, revoke
from kiosk.hub.folder import prepare
from kiosk.hub.load import Loaded, Refused, load
from kiosk.hub.schema import COUNTS, open_counts
from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.parcel import write
from kiosk.usage.sync.rows import WireRow

TODAY = date(2026, 11, 23)


class _Desk:
    """A hub with one kiosk, and a stick."""

    def __init__(self, folder: Path, counts: sqlite3.Connection, enrolment: sqlite3.Connection) -> None:
        self.counts, self.enrolment = counts, enrolment
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.kiosk = drawn()
        enrol(enrolment, self.kiosk, "Ferme de l'essai", "Centre", TODAY)

    def carry(self, *ns: int, credential: Credential | None = None) -> Path:
        credential = credential or self.kiosk
        rows = [WireRow(credential.kiosk, f"2026-W{45 + i}", "outcomes", "a", "", "done", n) for i, n in enumerate(ns)]
        path = write(self.stick, credential, rows)
        assert isinstance(path, Path), path
        return path

    def load(self) -> list[Loaded | Refused]:
        return list(load(self.stick, self.counts, self.enrolment, TODAY))

    def numbers(self) -> list[int]:
        return [n for (n,) in self.counts.execute("SELECT n FROM counts")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    prepare(tmp_path / "hub")
    with (
        closing(open_counts(tmp_path / "hub" / COUNTS)) as counts,
        closing(open_enrolment(tmp_path / "hub")) as enrolment,
    ):
        yield _Desk(tmp_path, counts, enrolment)


def test_a_parcel_is_taken_and_its_kiosk_was_heard(desk: _Desk) -> None:
    path = desk.carry(4, 5)
    assert desk.load() == [Loaded(path.name, "Ferme de l'essai", rows=2, grew=2)]
    assert desk.numbers() == [4, 5]
    assert [one.heard for one in kiosks(desk.enrolment)] == [TODAY]


def test_twice_is_as_once_and_an_older_stick_takes_nothing_back(desk: _Desk) -> None:
    desk.carry(4, 5)
    assert [desk.load(), desk.load()][1] == [Loaded(desk.carry(4, 5).name, "Ferme de l'essai", rows=2, grew=0)]
    desk.carry(3, 9)
    assert [one.grew for one in desk.load() if isinstance(one, Loaded)] == [1]
    assert desk.numbers() == [4, 9]


def test_a_changed_parcel_is_refused(desk: _Desk) -> None:
    path = desk.carry(4)
    told = json.loads(path.read_bytes())
    box = bytearray(base64.b64decode(told["box"]))
    box[-1] ^= 1
    told["box"] = base64.b64encode(box).decode()
    path.write_text(json.dumps(told), encoding="utf-8")
    assert "not genuine" in _reason(desk)


def test_a_parcel_under_the_name_of_another_kiosk_is_refused(desk: _Desk) -> None:
    """Even of one that has the same key: what is in the box says whose it is."""
    path = desk.carry(4)
    other = Credential(kiosk="12" * 16, token="of-another", key=desk.kiosk.key)
    enrol(desk.enrolment, other, "Une autre ferme", "Centre", TODAY)
    told = json.loads(path.read_bytes())
    told["kiosk"] = other.kiosk
    path.write_text(json.dumps(told), encoding="utf-8")
    (one,) = desk.load()
    assert isinstance(one, Refused)
    assert "another kiosk" in one.reason
    assert desk.numbers() == []


def test_a_parcel_with_another_key_is_refused(desk: _Desk) -> None:
    desk.carry(4, credential=drawn(desk.kiosk.kiosk))
    assert "not genuine" in _reason(desk)


def test_an_unknown_kiosk_is_refused(desk: _Desk) -> None:
    desk.carry(4, credential=drawn())
    assert "not enrolled" in _reason(desk)


def test_a_revoked_kiosk_is_refused(desk: _Desk) -> None:
    desk.carry(4)
    assert revoke(desk.enrolment, desk.kiosk.kiosk, TODAY)
    assert "revoked on 2026-11-23" in _reason(desk)


def test_rows_that_no_calendar_has_are_refused(desk: _Desk) -> None:
    row = WireRow(desk.kiosk.kiosk, "2026-02-30", "visits", "a", "", "", 3)
    assert isinstance(write(desk.stick, desk.kiosk, [row]), Path)
    assert "period" in _reason(desk)


def test_counts_that_no_kiosk_makes_are_refused_as_by_network(desk: _Desk) -> None:
    row = WireRow(desk.kiosk.kiosk, "2026-W47", "minutes", "", "", "", 2**53 - 1)
    path = write(desk.stick, desk.kiosk, [row])
    assert isinstance(path, Path)
    assert desk.load() == [Refused(path.name, f"{path.name}: rows[0].n: expected at most 700000 in such a period")]
    assert desk.numbers() == []


def test_a_damaged_file_is_named_and_the_others_are_taken(desk: _Desk) -> None:
    (desk.stick / "comptes-00000000.json").write_bytes(b'{"format": 1')
    (desk.stick / "holiday.json").write_bytes(b"{}")
    path = desk.carry(7)
    refused, loaded = sorted(desk.load(), key=lambda one: isinstance(one, Loaded))
    assert isinstance(refused, Refused)
    assert "comptes-00000000.json" in refused.reason
    assert isinstance(loaded, Loaded)
    assert loaded.file == path.name
    assert desk.numbers() == [7]


def _reason(desk: _Desk) -> str:
    """Why the one parcel was refused; nothing of it is there."""
    (one,) = desk.load()
    assert isinstance(one, Refused)
    assert desk.numbers() == []
    assert [kiosk.heard for kiosk in kiosks(desk.enrolment)] == [None]
    return one.reason
