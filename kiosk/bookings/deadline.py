"""One step of a visit lasts 20 s at most, however many requests it takes.

The outermost `within` sets the end; nested ones only ever shorten it, so a provider keeps its own limit when
called alone and shares the caller's when called as a part of a longer step.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

STEP_SECONDS = 20.0

_end: ContextVar[float | None] = ContextVar("step_end", default=None)


@contextmanager
def within(limit: float = STEP_SECONDS) -> Iterator[None]:
    """Give the work inside at most `limit` seconds, or what the caller has left."""
    outer = _end.get()
    own = monotonic() + limit
    token = _end.set(own if outer is None else min(own, outer))
    try:
        yield
    finally:
        _end.reset(token)


def left() -> float:
    """Seconds left in this step, never below 0; a whole step when none is running."""
    end = _end.get()
    return STEP_SECONDS if end is None else max(0.0, end - monotonic())
