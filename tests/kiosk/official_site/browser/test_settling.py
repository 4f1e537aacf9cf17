"""A page is read once it is quiet, and also when it never is."""

from kiosk.official_site.browser.settling import Settling


def read_at(changes: list[float], *, loading: bool = False) -> float:
    settling = Settling()
    settling.loading = loading
    for now in changes:
        due = settling.due()
        if due is not None and due <= now:
            return due
        settling.changed(now)
    due = settling.due()
    assert due is not None
    return due


def test_a_page_that_did_not_change_is_not_read() -> None:
    assert Settling().due() is None


def test_it_is_read_soon_after_its_last_change() -> None:
    assert 5.1 < read_at([5.0, 5.05, 5.1]) < 5.4


def test_a_page_that_still_loads_is_waited_for_a_little_longer() -> None:
    assert read_at([5.0], loading=True) > read_at([5.0])


def test_a_page_that_never_rests_is_read_all_the_same() -> None:
    always = [5 + number / 100 for number in range(1_000)]
    assert read_at(always) <= 6.1


def test_what_moves_without_saying_anything_new_is_read_less_and_less() -> None:
    settling, waits = Settling(), []
    for start in range(0, 100, 10):
        for number in range(1_000):
            settling.changed(start + number / 100)
            due = settling.due()
            assert due is not None
            if due <= start + number / 100:
                break
        waits.append(number / 100)
        settling.read(same=True)
    assert waits == sorted(waits)
    assert waits[-1] < 10


def test_a_touch_ends_that_patience() -> None:
    settling = Settling()
    for _ in range(5):
        settling.changed(1.0)
        settling.read(same=True)
    settling.touched(2.0)
    for number in range(300):
        settling.changed(2 + number / 100)
    due = settling.due()
    assert due is not None
    assert due <= 3.1
