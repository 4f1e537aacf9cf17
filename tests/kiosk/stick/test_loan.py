"""A stick that an appliance lends, by real files in real folders; who mounts is a thread of the test."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from kiosk.device.appliance import Appliance
from kiosk.device.simulated import Simulated
from kiosk.stick.loan import Loan
from kiosk.stick.media import PlainFolder


class Mounter:
    """What the appliance's units do: mount for a wish, unmount when all is done."""

    def __init__(self, folder: Path) -> None:
        self.ask, self.stick = folder / "ask", folder / "stick"
        self.seen: list[str] = []
        self._end = Event()
        self._thread = Thread(target=self._work)
        self._thread.start()

    def stop(self) -> None:
        self._end.set()
        self._thread.join()

    def waits_for(self, *seen: str) -> bool:
        """Whether these were asked, in this order, within half a minute."""
        return any(self.seen == list(seen) or self._end.wait(0.05) for _ in range(600))

    def _work(self) -> None:
        while not self._end.wait(0.02):
            for wish in ("import", "export", "stick-done"):
                if (self.ask / wish).exists():
                    self._do(wish)

    def _do(self, wish: str) -> None:
        self.seen.append(wish)
        if wish == "stick-done":
            self.stick.rmdir()
        else:
            self.stick.mkdir(exist_ok=True)
        (self.ask / wish).unlink()


@pytest.fixture
def mounter(tmp_path: Path) -> Iterator[Mounter]:
    one = Mounter(tmp_path)
    yield one
    one.stop()


def loan_of(mounter: Mounter, patience: float = 60.0) -> Loan:
    return Loan(Appliance(mounter.ask), PlainFolder(mounter.stick), patience)


def test_it_is_asked_for_awaited_and_given_back(mounter: Mounter) -> None:
    loan = loan_of(mounter)
    loan.reach(writing=False)
    assert mounter.stick.is_dir()
    loan.give_back()
    assert mounter.waits_for("import", "stick-done")
    assert not mounter.stick.exists()


def test_to_write_another_wish_is_left(mounter: Mounter) -> None:
    loan = loan_of(mounter)
    loan.reach(writing=True)
    assert loan.keeping(mounter.stick.is_dir, writing=True)(), "it is there while the work is done"
    assert mounter.waits_for("export", "stick-done")


def test_a_stick_that_is_still_leaving_is_not_taken_for_the_next_one(mounter: Mounter) -> None:
    loan = loan_of(mounter)
    for _ in range(5):
        loan.reach(writing=False)
        assert mounter.stick.is_dir()
        loan.give_back()
    assert mounter.waits_for(*["import", "stick-done"] * 5)


def test_two_that_have_it_at_once_give_it_back_together(mounter: Mounter) -> None:
    loan = loan_of(mounter)
    loan.reach(writing=False)
    loan.reach(writing=True)
    loan.give_back()
    assert mounter.stick.is_dir()
    assert not (mounter.ask / "stick-done").exists()
    loan.give_back()
    assert mounter.waits_for("import", "export", "stick-done")


def test_work_that_breaks_gives_it_back_too(mounter: Mounter) -> None:
    def breaks() -> None:
        raise ZeroDivisionError

    loan = loan_of(mounter)
    loan.reach(writing=False)
    with pytest.raises(ZeroDivisionError):
        loan.keeping(breaks, writing=False)()
    assert mounter.waits_for("import", "stick-done")


def test_it_waits_for_who_else_is_at_work_on_it(mounter: Mounter) -> None:
    loan = loan_of(mounter)
    asked: list[bool] = []

    def is_over() -> bool:
        asked.append(mounter.stick.is_dir())
        return len(asked) == 2

    loan.reach(writing=True)
    loan.give_back_after(is_over, 60.0)
    assert asked == [True, True]
    assert mounter.waits_for("export", "stick-done")


def test_long_work_keeps_it(tmp_path: Path) -> None:
    """Who mounts it unmounts it by itself after some minutes, unless the wish is said again."""
    wish = tmp_path / "ask" / "export"
    loan = Loan(Appliance(wish.parent), PlainFolder(tmp_path), ask_again=0.05)
    loan.reach(writing=True)
    wish.unlink()
    never = Event()
    assert loan.keeping(lambda: any(wish.exists() or never.wait(0.05) for _ in range(600)), writing=True)()


def test_who_mounts_may_wait_less_long_than_the_screen(tmp_path: Path) -> None:
    asked: list[bool] = []

    class Impatient(Simulated):
        def lend_stick(self, *, writing: bool) -> bool:
            asked.append(writing)
            if len(asked) == 3:
                (tmp_path / "stick").mkdir()
            return True

    Loan(Impatient(), PlainFolder(tmp_path / "stick"), patience=1.0).reach(writing=False)
    assert asked == [False] * 3


def test_a_stick_that_does_not_come_is_waited_for_no_longer_than_patience(tmp_path: Path) -> None:
    loan = Loan(Appliance(tmp_path / "ask"), PlainFolder(tmp_path / "none"), 0.5)
    loan.reach(writing=False)
    loan.give_back_after(lambda: False, 0.5)
    assert sorted(one.name for one in (tmp_path / "ask").iterdir()) == ["import", "stick-done"]


def test_where_nobody_can_be_asked_nobody_waits(tmp_path: Path) -> None:
    """It would be for ever."""
    for lender in (Simulated(), Appliance(None)):
        loan = Loan(lender, PlainFolder(tmp_path / "none"), float(2**40))
        loan.reach(writing=False)
        loan.give_back()
