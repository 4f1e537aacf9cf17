"""Five touches within four seconds on the sign; a page that changes meanwhile does not shut anybody out."""

from kiosk.facilitator.door import Door


def knocks(*moments: float) -> list[bool]:
    door = Door()
    return [door.touch(10, 10, moment, on_sign=True) for moment in moments]


def test_the_fifth_touch_in_time_opens() -> None:
    assert knocks(0, 1, 2, 3, 4) == [False, False, False, False, True]


def test_touches_that_follow_slowly_do_not() -> None:
    assert not any(knocks(0, 1.1, 2.2, 3.3, 4.4))


def test_only_the_last_four_seconds_count() -> None:
    assert knocks(0, 3, 3.5, 4, 4.5, 5)[-1] is True


def test_after_it_opened_the_counting_begins_anew() -> None:
    assert knocks(0, 0.1, 0.2, 0.3, 0.4, 0.5) == [False, False, False, False, True, False]


def test_a_touch_elsewhere_begins_the_counting_anew() -> None:
    door = Door()
    found = [door.touch(10, 10, moment, on_sign=True) for moment in (0, 0.1, 0.2, 0.3)]
    found.append(door.touch(100, 60, 0.4, on_sign=False))
    found.append(door.touch(10, 10, 0.5, on_sign=True))
    assert not any(found)


def test_a_sign_that_moved_meanwhile_still_counts_near_the_first_touch() -> None:
    door = Door()
    door.touch(10, 10, 0, on_sign=True)
    assert [door.touch(12, 18, moment, on_sign=False) for moment in (1, 2, 3, 3.5)][-1] is True


def test_nothing_begins_beside_the_sign() -> None:
    door = Door()
    assert not any(door.touch(30, 30, moment / 10, on_sign=False) for moment in range(8))
