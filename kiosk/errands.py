"""Slow work done elsewhere for one visitor: its answer counts only while that visitor still waits for it."""

from collections.abc import Callable
from typing import TypeVar

from kiosk.ports import Background

T = TypeVar("T")


class Errands:
    """Each errand carries the visitor's serial and its own number."""

    def __init__(self, background: Background, serial: Callable[[], int]) -> None:
        """`serial` tells the visitor of now."""
        self._background = background
        self._serial = serial
        self._number = 0

    def drop(self) -> None:
        """Nobody waits any more for the answers under way."""
        self._number += 1

    def send(self, job: Callable[[], T], then: Callable[[T], None], stranger: Callable[[T], None]) -> None:
        """Do the job; its answer goes to `then`, or to `stranger` when its visitor has gone or moved on."""
        asked = (self._serial(), self._number)

        def deliver(end: T) -> None:
            (then if asked == (self._serial(), self._number) else stranger)(end)

        self._background(job, deliver)

    def aside(self, job: Callable[[], None]) -> None:
        """Do something whose end nobody waits for."""
        self._background(job, lambda _: None)
