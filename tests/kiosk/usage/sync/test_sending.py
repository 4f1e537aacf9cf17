"""Batches on their way: halved where something is refused, never more than 500 rows, and a bad hub is not besieged."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.usage.sync.line import Accepted, Refused, Reply, Stopped, TooBig
from kiosk.usage.sync.result import Reason
from kiosk.usage.sync.rows import WireRow
from kiosk.usage.sync.sending import MOST_REFUSED, Sending

Judge = Callable[[list[int]], Reply]
"""What a hub says of a body; rows are known by their numbers."""


def rows(count: int) -> list[WireRow]:
    return [WireRow("ab" * 16, "2026-11-20", "visits", f"j{n}", "", "", n) for n in range(count)]


@dataclass
class Desk:
    """A hub without a network."""

    judge: Judge
    asked: list[list[int]] = field(default_factory=list)
    accepted: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def sending(self) -> Sending:
        return Sending(
            self._post,
            lambda taken: self.accepted.extend(row.n for row in taken),
            lambda row: self.refused.append(row.n),
        )

    def _post(self, body: bytes) -> Reply:
        self.asked.append([row["n"] for row in json.loads(body)["rows"]])
        return self.judge(self.asked[-1])


def refusing(bad: set[int]) -> Judge:
    return lambda batch: Refused() if bad & set(batch) else Accepted()


def taking(most: int) -> Judge:
    return lambda batch: TooBig() if len(batch) > most else Accepted()


def test_at_most_500_rows_a_request_in_their_order() -> None:
    desk = Desk(lambda _: Accepted())
    assert desk.sending().send(rows(1201)) is None
    assert [len(batch) for batch in desk.asked] == [500, 500, 201]
    assert desk.accepted == list(range(1201))


def test_nothing_to_send_asks_nobody() -> None:
    desk = Desk(lambda _: Accepted())
    assert desk.sending().send([]) is None
    assert desk.asked == []


def test_one_bad_row_is_found_by_halving() -> None:
    desk = Desk(refusing({321}))
    assert desk.sending().send(rows(500)) is None
    assert desk.refused == [321]
    assert sorted(desk.accepted) == [n for n in range(500) if n != 321]
    assert len(desk.asked) <= 1 + 2 * 9


@given(st.integers(0, 60), st.sets(st.integers(0, 59), max_size=20), st.integers(1, 60))
def test_all_but_the_bad_rows_arrive_whatever_fits_into_a_body(count: int, bad: set[int], most: int) -> None:
    desk = Desk(lambda batch: TooBig() if len(batch) > most else refusing(bad)(batch))
    assert desk.sending().send(rows(count)) is None
    assert sorted(desk.accepted) == [n for n in range(count) if n not in bad]
    assert desk.refused == [n for n in range(count) if n in bad]


def test_a_smaller_body_is_remembered() -> None:
    desk = Desk(taking(100))
    assert desk.sending().send(rows(1000)) is None
    assert [len(batch) for batch in desk.asked[:4]] == [500, 250, 125, 62]
    assert all(len(batch) <= 62 for batch in desk.asked[3:])
    assert sorted(desk.accepted) == list(range(1000))


def test_where_nothing_fits_the_night_is_over() -> None:
    desk = Desk(taking(0))
    assert desk.sending().send(rows(8)) == Stopped(Reason.HUB)
    assert desk.refused == []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_stop_ends_it_at_once(number: int) -> None:
    stop = Stopped(Reason.WAIT, 429)
    desk = Desk(lambda _: Accepted())
    desk.judge = lambda _: stop if len(desk.asked) == number else Accepted()
    assert desk.sending().send(rows(2000)) == stop
    assert len(desk.asked) == number
    assert desk.accepted == list(range(500 * (number - 1)))


def test_a_hub_that_refuses_all_is_not_besieged() -> None:
    desk = Desk(lambda _: Refused())
    sending = desk.sending()
    assert sending.send(rows(500)) == Stopped(Reason.REFUSED)
    assert sending.send_singly(rows(500)) == Stopped(Reason.REFUSED)
    assert len(desk.refused) == MOST_REFUSED
    assert len(desk.asked) < 4 * MOST_REFUSED


def test_the_night_ends_in_time() -> None:
    desk = Desk(lambda _: Accepted())
    sending = desk.sending()
    sending.in_time = lambda: len(desk.asked) < 2
    assert sending.send(rows(2000)) == Stopped(Reason.TIME)
    assert desk.accepted == list(range(1000))


def test_singly_means_one_row_a_request() -> None:
    desk = Desk(refusing({1}))
    assert desk.sending().send_singly(rows(3)) is None
    assert desk.asked == [[0], [1], [2]]
    assert (desk.accepted, desk.refused) == ([0, 2], [1])
