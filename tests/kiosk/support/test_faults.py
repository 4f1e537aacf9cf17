"""Where faults happened, out of a log that holds anything; and counts that a hand was in."""

from kiosk.figures import Cell, Week
from kiosk.ids import JourneyId
from kiosk.support.bundle import Spot, counts_of
from kiosk.support.faults import MOST, latest, spots_in
from kiosk.support.own_sentences import own
from kiosk.usage.period import Period

LOG = """
something else: 12
ValueError: without a place
Traceback (most recent call last):
  File "/srv/kiosk/controller.py", line 7, in tick
  File "/usr/lib/python3/sqlite3/dbapi2.py", line 70, in connect
sqlite3.OperationalError: (its words are withheld: they may be a visitor's)
Traceback (most recent call last):
  File "/srv/kiosk/../kiosk/idle.py", line 8, in tick
  File "/srv/kiosk/not_ours.py", line 9, in tick
KeyError
"""


def test_the_last_place_in_our_own_code_is_told() -> None:
    assert list(spots_in(LOG.splitlines())) == [
        ("OperationalError", "kiosk/controller.py:7"),
        ("KeyError", "kiosk/idle.py:8"),
    ]


def test_each_is_told_once_the_latest_last() -> None:
    spots = [("E", f"kiosk/idle.py:{number}") for number in range(MOST + 3)]
    told = latest([*spots, spots[5]])
    assert len(told) == MOST
    assert told[-1] == Spot("E", "kiosk/idle.py:5", 2)
    assert Spot("E", "kiosk/idle.py:0") not in told


def test_counts_hold_known_words_of_closed_weeks_and_no_small_number() -> None:
    cells = (
        Cell(JourneyId("forem"), "left", 12),
        Cell(JourneyId("forem"), "booked", None),
        Cell(JourneyId("Jeanne Dubois"), "left", 12),
        Cell(JourneyId("forem"), "0470 11 22 33", 12),
    )
    weeks = (Week(Period("2026-W47"), 120, cells), Week(Period("Jeanne-W"), 5, cells))
    (told,) = counts_of(weeks, frozenset({"forem"}), frozenset({"left", "booked"}))
    assert (told.week, told.minutes, told.visits) == ("2026-W47", 120, {"forem/left": 12, "forem/booked": "<5"})


def test_a_sentence_is_told_when_the_check_s_own_code_holds_it() -> None:
    assert own("temperature", "La borne est trop chaude : 83 degrés.".replace(" :", "\u00a0:"))
    assert own("disk", "Le disque a assez de place.")
    assert not own("disk", "Le disque a assez de place. Gaston")
    assert own("hub", "Le centre est en panne."), "from the words that the panel has as well"
    assert not own("disk", "La borne a une autre voix.")
    assert not own("../disk", "Le disque a assez de place.")
