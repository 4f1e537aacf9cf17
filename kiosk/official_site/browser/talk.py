"""Questions to the page that wait for their answers, unless a dialog stands: then the page answers nothing."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from kiosk.official_site.browser.pipe import Answer, Data, Pipe, Reply

Ask = tuple[str, Data, str]
"""Method, parameters, session."""

_PATIENCE_S: Final = 5.0
"""Seconds: a page whose scripts keep it busy longer is left alone, and soon held to be hung."""


class Talk:
    """What is asked here is told as `None` when the browser would not, could not, or has gone meanwhile."""

    def __init__(self, pipe: Pipe, halted: Callable[[], bool]) -> None:
        self._pipe, self._halted = pipe, halted

    def call(self, method: str, parameters: Data, session: str, *, seconds: float = _PATIENCE_S) -> Data | None:
        """Ask one thing."""
        return self.together([(method, parameters, session)], seconds=seconds)[0]

    def together(self, asked: Sequence[Ask], *, seconds: float = _PATIENCE_S) -> list[Data | None]:
        """Ask several things at once; the answers stand in the order of the questions."""
        answers: dict[int, Answer] = {}
        for number, (method, parameters, session) in enumerate(asked):
            self._pipe.ask(method, parameters, session, partial(answers.__setitem__, number))
        until = time.monotonic() + seconds
        while len(answers) < len(asked) and not self._halted():
            left = until - time.monotonic()
            if left <= 0 or self._pipe.pump(left) is not None:
                break
        found = (answers.get(number) for number in range(len(asked)))
        return [one.data if isinstance(one, Reply) else None for one in found]

    def post(self, method: str, parameters: Data, session: str) -> None:
        """Tell, and do not wait."""
        self._pipe.post(method, parameters, session)
