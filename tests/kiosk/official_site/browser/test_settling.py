"""A page is read once it is quiet, and also when it never is."""

from itertools import pairwise

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
    """A caret that blinks."""
    settling, reads = Settling(), []
    for number in range(100):
        now = number / 2
        due = settling.due()
        if due is not None and due <= now:
            reads.append(due)
            settling.read(due, same=True)
        settling.moved(now)
    waits = [round(after - before, 3) for before, after in pairwise(reads)]
    assert waits == sorted(waits)
    assert len(reads) <= 10
    assert waits[-1] <= 8.5


def test_news_is_read_soon_also_on_a_page_that_moves() -> None:
    settling = Settling()
    for now in (1.0, 3.0, 7.0):
        settling.moved(now)
        settling.read(now, same=True)
    settling.moved(8.0)
    settling.changed(8.1)
    due = settling.due()
    assert due is not None
    assert due < 8.4


def test_a_touch_is_followed_at_once() -> None:
    settling = Settling()
    settling.read(1.9, same=True)
    settling.touched(2.0)
    due = settling.due()
    assert due is not None
    assert due < 2.2
