"""A clock that is trusted by weak evidence is held against the day of the last sync; nothing is lost by that."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.usage.sync.due import Due
from kiosk.usage.sync.night import rehearse
from kiosk.usage.sync.result import Result
from kiosk.usage.sync.status import SyncStatus, read_status
from kiosk.usage.sync.task import Ended
from kiosk.usage.sync.telling import told
from tests.kiosk.usage.sync.bench import BIG, THIS_WEEK, TODAY, VISITS, Kiosk, key

FAR = TODAY + timedelta(days=400)


@pytest.mark.parametrize("day", [FAR, TODAY - timedelta(days=2)])
def test_a_day_far_from_the_last_is_refused_and_all_is_kept(kiosk: Kiosk, day: object) -> None:
    kiosk.count({VISITS: 4})
    assert kiosk.sync(in_step=False).result is Result.DONE, "there was no day before: it is believed"
    kiosk.count({BIG: 5, THIS_WEEK: 2})
    ended = kiosk.sync(day, in_step=False)  # type: ignore[arg-type]
    assert (ended.result, len(kiosk.hub.bodies)) == (Result.CLOCK, 1)
    assert f"it says {day}, the last sync was on {TODAY}" in told(ended)
    kiosk.count({THIS_WEEK: 40})
    assert kiosk.sync(TODAY + timedelta(days=7), in_step=False).result is Result.DONE
    assert kiosk.has({VISITS: 4, BIG: 5, THIS_WEEK: 42})


def test_a_kiosk_that_was_off_for_a_year_goes_on_with_a_time_server_or_by_hand(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 4})
    kiosk.sync()
    kiosk.count({THIS_WEEK: 5})
    far = replace(kiosk.task, today=FAR, in_step=False)
    assert isinstance(rehearse(far), Ended)
    assert isinstance(rehearse(replace(far, since_days=0)), Due)
    assert kiosk.sync(FAR, in_step=False).result is Result.CLOCK
    assert kiosk.sync(FAR, in_step=True).accepted == 1
    assert kiosk.sync(FAR + timedelta(days=1), in_step=False).result is Result.DONE
    assert kiosk.sync(FAR + timedelta(days=400), in_step=False, since_days=35).result is Result.DONE


def test_nights_without_a_hub_are_days_seen(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 4})
    for month in range(5):
        kiosk.hub.script.append(503)
        assert kiosk.sync(TODAY + timedelta(days=30 * month), in_step=False).result is Result.STOPPED
    assert kiosk.sync(TODAY + timedelta(days=150), in_step=False).result is Result.DONE


def test_a_stick_takes_what_is_over_for_sure_where_the_day_is_too_far(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 4})
    kiosk.sync()
    kiosk.count({THIS_WEEK: 1})
    assert kiosk.carried(today=FAR, in_step=False) == {key(VISITS): 4}
    status = read_status(kiosk.task.data)
    assert isinstance(status, SyncStatus)
    assert status.carried is None, "nobody knows when"
    assert len(kiosk.carried(today=FAR, in_step=True)) == 2
