"""What is said over the pipe arrives whole, in order and at whom it was meant for; an end is a value."""

import json
import os
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.official_site.browser import pipe as module
from kiosk.official_site.browser.joined import Joined
from kiosk.official_site.browser.pipe import Data, End, Pipe, Refusal, Reply


class Far:
    """The other ends, as a browser has them."""

    def __init__(self) -> None:
        self.hears, near_out = os.pipe()
        near_in, self.says = os.pipe()
        self.pipe = Pipe(near_out, near_in)
        self._rest = b""

    def heard(self) -> Data:
        while b"\0" not in self._rest:
            self._rest += os.read(self.hears, 1 << 16)
        message, self._rest = self._rest.split(b"\0", 1)
        told: Data = json.loads(message)
        return told

    def say(self, *messages: Any) -> None:
        os.write(self.says, b"".join(json.dumps(one).encode() + b"\0" for one in messages))

    def hang_up(self) -> None:
        for handle in (self.hears, self.says):
            os.close(handle)
        self.hears = self.says = -1


@pytest.fixture
def far() -> Iterator[Far]:
    other = Far()
    yield other
    other.pipe.close()
    if other.says >= 0:
        other.hang_up()


def test_answers_find_who_asked_in_any_order(far: Far) -> None:
    answers: dict[str, Any] = {}
    far.pipe.ask("A", {"x": 1}, "s", lambda answer: answers.update(a=answer))
    far.pipe.ask("B", None, "", lambda answer: answers.update(b=answer))
    first, second = far.heard(), far.heard()
    assert first == {"id": 1, "method": "A", "params": {"x": 1}, "sessionId": "s"}
    assert second == {"id": 2, "method": "B", "params": {}}
    far.say({"id": 2, "result": {"of": "b"}}, {"id": 1, "error": {"code": 1, "message": "no"}})
    far.pipe.pump(1)
    assert answers == {"a": Refusal("no"), "b": Reply({"of": "b"})}


def test_events_come_in_order_while_an_answer_is_waited_for(far: Far) -> None:
    heard: list[tuple[Data, str]] = []
    far.pipe.on("E", lambda event, session: heard.append((event, session)))

    def answers() -> None:
        asked = far.heard()
        far.say({"method": "E", "params": {"n": 1}}, {"method": "Other", "params": {}})
        far.say({"method": "E", "params": {"n": 2}, "sessionId": "s"}, {"id": asked["id"], "result": {}})

    other = threading.Thread(target=answers)
    other.start()
    assert far.pipe.call("A") == Reply({})
    other.join()
    assert heard == [({"n": 1}, ""), ({"n": 2}, "s")]


def test_what_is_subscribed_may_ask_but_not_wait(far: Far) -> None:
    far.pipe.on("E", lambda *_: far.pipe.post("B"))
    far.say({"method": "E", "params": {}})
    far.pipe.pump(1)
    assert far.heard()["method"] == "B"

    def waits(*_: Any) -> None:
        far.pipe.call("C")

    far.pipe.on("E", waits)
    far.say({"method": "E", "params": {}})
    with pytest.raises(RuntimeError, match="C: what is subscribed"):
        far.pipe.pump(1)


def test_an_answer_that_never_comes_is_a_value_and_the_pipe_goes_on(far: Far) -> None:
    assert far.pipe.call("A", seconds=0.05) is End.SILENT
    asked = far.heard()
    far.say({"id": asked["id"], "result": {"late": True}})
    assert far.pipe.pump(1) is None


def test_a_browser_that_hangs_up_is_told_to_all_who_wait(far: Far) -> None:
    answers: list[Any] = []
    far.pipe.ask("A", None, "", answers.append)
    far.hang_up()
    assert far.pipe.pump(1) is End.ENDED
    assert answers == [End.ENDED]
    assert far.pipe.call("B") is End.ENDED
    far.pipe.post("C")


def test_a_browser_that_does_not_read_is_silent(far: Far, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE_S", 0.05)
    far.pipe.post("A", {"text": "x" * (4 << 20)})
    assert far.pipe.end is End.SILENT


@pytest.mark.parametrize("said", [b"no message\0", b'{"id": 1\0', b"\xff\xff\0", b"[" * 100_000 + b"\0"])
def test_rubbish_ends_it(far: Far, said: bytes) -> None:
    os.write(far.says, said)
    for _ in range(3):
        far.pipe.pump(0.2)
    assert far.pipe.end is End.RUBBISH


@pytest.mark.parametrize("said", [b"3\0", b"[]\0", b'"id"\0', b"{}\0", b'{"method": 3}\0'])
def test_what_is_no_message_of_the_protocol_ends_it_too(far: Far, said: bytes) -> None:
    os.write(far.says, said)
    assert far.pipe.pump(1) is End.RUBBISH


def test_messages_are_cut_where_they_end_and_held_no_longer_than_they_may() -> None:
    joined = Joined(b"\0", 10)
    assert joined.add(b"abc") == []
    assert joined.add(b"def\0gh\0i") == [b"abcdef", b"gh"]
    assert joined.add(b"\0") == [b"i"]
    assert joined.add(b"0123456789") == []
    assert joined.add(b"0") is None
    assert Joined(b"\0", 3).add(b"0123\0") is None


def test_others_can_wake_it_even_when_it_is_closed(far: Far) -> None:
    waker = threading.Timer(0.05, far.pipe.wake)
    waker.start()
    before = time.monotonic()
    assert far.pipe.pump(60) is None
    assert time.monotonic() - before < 30
    for _ in range(100_000):
        far.pipe.wake()
    far.pipe.close()
    far.pipe.close()
    far.pipe.wake()
    assert far.pipe.end is End.ENDED


def test_what_was_answered_is_not_shown() -> None:
    assert "secret" not in repr(Reply({"value": "secret"}))
