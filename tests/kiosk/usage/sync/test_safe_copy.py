"""Whatever becomes of `sync.db`: a cell that was folded stays so, and none is told under two names."""

import os

import pytest

from kiosk.ids import JourneyId, StepId
from kiosk.usage.sync.due import Due, Opening
from kiosk.usage.sync.night import rehearse
from kiosk.usage.sync.result import Result
from kiosk.usage.sync.status import FILE_NAME
from kiosk.usage.sync.task import Ended
from kiosk.usage.sync.telling import told
from tests.kiosk.usage.sync.bench import BIG, SMALL, STEP, VISITS, Kiosk

TILDE = SMALL._replace(journey=JourneyId("~"), step=StepId("~"), outcome="~")
ASIDE = "sync.db.set-aside-1"
RUBBISH = b"no database, but long enough to look like one" * 100


def spoil(kiosk: Kiosk, name: str = FILE_NAME) -> None:
    (kiosk.task.data / name).write_bytes(RUBBISH)


def grown(kiosk: Kiosk) -> None:
    """A folded cell grows late, and is told in the fold."""
    kiosk.count({SMALL: 2, BIG: 5})
    kiosk.sync()
    kiosk.count({SMALL: 4})
    kiosk.sync()
    assert kiosk.has({TILDE: 6, BIG: 5})


def test_a_damaged_file_comes_back_with_its_choices(kiosk: Kiosk) -> None:
    grown(kiosk)
    spoil(kiosk)
    ended = kiosk.sync()
    assert (ended.result, ended.opening) == (Result.DONE, Opening(ASIDE, restored=True))
    assert kiosk.has({TILDE: 6, BIG: 5})
    assert (kiosk.task.data / ASIDE).read_bytes() == RUBBISH
    assert kiosk.sync().opening == Opening()


def test_a_file_that_is_gone_comes_back_and_an_old_log_is_not_played_into_it(kiosk: Kiosk) -> None:
    grown(kiosk)
    (kiosk.task.data / FILE_NAME).unlink()
    (kiosk.task.data / f"{FILE_NAME}-wal").write_bytes(RUBBISH)
    found = rehearse(kiosk.task)
    assert isinstance(found, Due)
    assert "left" not in {row.outcome for row in found.rows}
    assert kiosk.sync().opening == Opening(restored=True)
    assert kiosk.has({TILDE: 6, BIG: 5})
    assert (kiosk.task.data / f"{ASIDE}-wal").exists()


def test_choices_are_safe_before_anything_leaves(kiosk: Kiosk) -> None:
    kiosk.count({SMALL: 2})
    kiosk.hub.before = lambda: spoil(kiosk, "seen") if list(kiosk.task.data.glob("*.copy")) else None
    kiosk.sync()
    assert (kiosk.task.data / "seen").exists()
    assert kiosk.carried()
    assert not list(kiosk.task.data.glob("*.fresh*"))
    assert (kiosk.task.data / "sync.db.copy").stat().st_mode & 0o777 == 0o600


def test_nothing_leaves_by_choices_that_are_not_safe(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    kiosk.count({SMALL: 2})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert kiosk.sync().result is Result.UNREADABLE
    assert not kiosk.hub.bodies
    assert kiosk.sync().result is Result.DONE
    spoil(kiosk)
    assert kiosk.sync().opening.restored, "the second night made the copy that the first one could not"


def test_a_copy_is_renewed_with_each_choice_and_when_it_is_damaged_and_else_left_alone(kiosk: Kiosk) -> None:
    kiosk.count({SMALL: 2})
    kiosk.sync()
    copy = kiosk.task.data / "sync.db.copy"
    first = copy.stat().st_ino, copy.stat().st_mtime_ns
    kiosk.count({VISITS: 2})
    kiosk.sync()
    assert (copy.stat().st_ino, copy.stat().st_mtime_ns) == first, "a card wears out"
    kiosk.count({STEP: 1})
    kiosk.sync()
    second = copy.read_bytes()
    spoil(kiosk, copy.name)
    kiosk.sync()
    assert len(copy.read_bytes()) == len(second)
    spoil(kiosk)
    assert kiosk.sync().opening.restored


def test_both_damaged_all_is_told_again_and_it_says_what_that_means(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 4, SMALL: 2})
    kiosk.sync()
    spoil(kiosk)
    spoil(kiosk, "sync.db.copy")
    ended = kiosk.sync()
    assert (ended.result, ended.accepted, ended.opening) == (Result.DONE, 2, Opening(ASIDE))
    assert "may stand there twice" in told(ended)
    assert kiosk.has({VISITS: 4, TILDE: 2})


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        (Opening(), ""),
        (Opening("sync.db.set-aside-1", restored=True), "set aside as sync.db.set-aside-1; it is back from its copy."),
        (Opening(restored=True), "sync.db was gone; it is back from its copy."),
    ],
)
def test_what_is_said_of_it(opening: Opening, words: str) -> None:
    assert told(Ended(Result.DONE, opening=opening)).removeprefix("0 rows accepted.").endswith(words)
