"""A kiosk that was enrolled anew under another id: nothing twice by itself, and all of it when a person says so."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from kiosk.hub_setup import HubTable
from kiosk.usage.period import Period
from kiosk.usage.sync.carrying import carry
from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.due import Due
from kiosk.usage.sync.night import rehearse
from kiosk.usage.sync.result import Result
from kiosk.usage.sync.status import FILE_NAME
from tests.kiosk.usage.sync.bench import ANEW, BIG, MINE, MINUTES, TODAY, VISITS, Kiosk, day_row, key


def test_a_stick_does_not_bring_what_the_hub_took_from_an_earlier_id(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 10})
    kiosk.sync()
    assert kiosk.carried(MINE) == {key(VISITS): 10}
    kiosk.count({VISITS: 3})
    assert kiosk.carried(ANEW) == {key(VISITS, ANEW.kiosk): 3}


def test_what_a_stick_carried_no_other_id_tells_and_the_same_id_tells_it_again(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 10})
    assert kiosk.carried(MINE) == kiosk.carried(MINE) == {key(VISITS): 10}
    assert kiosk.sync(credential=ANEW).accepted == 0
    assert kiosk.carried(ANEW) == {}
    assert kiosk.sync(credential=MINE).accepted == 1


def test_a_stick_that_was_not_there_carried_nothing(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 10})
    for folder in (None, kiosk.task.data / "gone"):
        assert carry(kiosk.task, folder).result is Result.NO_STICK
    assert kiosk.sync(credential=ANEW).accepted == 1


def test_a_hub_may_have_two_addresses(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 10})
    kiosk.sync()
    moved = HubTable(url=f"{kiosk.hub.url}?moved")
    kiosk.sync(table=moved)
    kiosk.count({VISITS: 4})
    assert kiosk.sync(credential=ANEW, table=moved).accepted == 1
    assert kiosk.hub.kept == {key(VISITS): 10, key(VISITS, ANEW.kiosk): 4}


def test_by_hand_everything_of_these_days_goes_under_the_new_id(kiosk: Kiosk) -> None:
    """A hub that was lost, or put back from a time before the kiosk was known there."""
    old = day_row(1)._replace(period=Period("2026-09-01"))
    kiosk.count({VISITS: 10, BIG: 5, old: 4})
    kiosk.sync()
    kiosk.hub.kept.clear()
    assert kiosk.sync(credential=ANEW).accepted == 0
    found = rehearse(replace(kiosk.task, credential=ANEW, since_days=30))
    assert isinstance(found, Due)
    assert len(found.rows) == 2
    assert kiosk.sync(credential=ANEW).accepted == 0, "that was a rehearsal"
    ended = kiosk.sync(credential=ANEW, since_days=30)
    assert (ended.result, ended.accepted) == (Result.DONE, 2)
    assert kiosk.hub.kept == {key(VISITS, ANEW.kiosk): 10, key(BIG, ANEW.kiosk): 5}
    kiosk.count({VISITS: 2, MINUTES: 7})
    assert kiosk.sync(TODAY + timedelta(days=1), credential=ANEW).accepted == 2
    assert kiosk.hub.kept[key(VISITS, ANEW.kiosk)] == 12, "what grows later is told whole too"


def test_what_was_asked_by_hand_holds_though_the_hub_is_away(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 10})
    kiosk.sync()
    kiosk.hub.kept.clear()
    kiosk.hub.script.append(503)
    assert kiosk.sync(credential=ANEW, since_days=30).result is Result.STOPPED
    assert kiosk.sync(credential=ANEW).accepted == 1


def test_by_hand_on_a_stick_without_a_clock(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 10, VISITS._replace(period=Period("2026-11-21")): 4})
    kiosk.carried(MINE, today=None)
    assert kiosk.carried(ANEW, today=None) == {}
    assert kiosk.carried(ANEW, today=None, since_days=36_500) == {key(VISITS, ANEW.kiosk): 10}


def test_the_same_id_enrolled_again_is_as_if_nothing_had_been(kiosk: Kiosk) -> None:
    """What `kiosk hub enrol --id` is for: another token, the same id."""
    kiosk.count({VISITS: 10})
    kiosk.sync()
    kiosk.hub.kept.clear()
    again = Credential(kiosk=MINE.kiosk, token="another-planted-token", key="ef" * 32)
    assert kiosk.sync(credential=again, since_days=400).accepted == 1
    assert kiosk.has({VISITS: 10})


def test_a_stick_is_no_hub_that_waits(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 10})
    kiosk.carried(MINE)
    kiosk.carried(MINE)
    with closing(sqlite3.connect(kiosk.task.data / FILE_NAME)) as database:
        assert database.execute("SELECT hub, acked FROM told").fetchall() == [("stick", 10)]
