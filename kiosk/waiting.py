"""How long slow work has taken, in the stages of which a visitor is told."""

from collections.abc import Callable
from enum import Enum
from typing import Final

SEEN_AFTER: Final = 0.3
"""Seconds after which a moving picture shows that something is going on."""
SAID_AFTER: Final = 3.0
"""Seconds after which the voice says so."""


class Stage(Enum):
    """What is due."""

    SEEN = "seen"
    SAID = "said"


class Wait:
    """One piece of work; each stage is due once."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self.begin()

    def begin(self) -> None:
        """The work begins now."""
        self._since = self._monotonic()
        self._seen = self._said = False

    def seen(self) -> None:
        """The moving picture is on show by other ways."""
        self._seen = True

    def due(self) -> Stage | None:
        """The stage that has been reached since the last time; None: nothing new."""
        waited = self._monotonic() - self._since
        if waited >= SAID_AFTER and not self._said:
            self._seen = self._said = True
            return Stage.SAID
        if waited >= SEEN_AFTER and not self._seen:
            self._seen = True
            return Stage.SEEN
        return None
