"""What is told of a bug: where it happened and of which kind, never its words, which may be a visitor's.

A message such as "invalid literal for int() with base 10: '0470…'" has what was typed in it.
"""

import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from kiosk.errors import KioskError

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

WITHHELD = "(its words are withheld: they may be a visitor's)"


def install() -> None:
    """Have every exception that nobody caught, in whatever thread, told this way on the standard error."""
    sys.excepthook = _main
    threading.excepthook = _thread
    sys.unraisablehook = _unraisable


def told(error: BaseException) -> str:
    """The same as the interpreter's own traceback, causes included, without the words of any exception but ours."""
    return "".join(_told(error, set()))


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "\nthen:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    yield f"{name}: {error if isinstance(error, KioskError) else WITHHELD}\n"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _told(one, seen)


def _main(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    sys.stderr.write(told(error))


def _thread(happened: "threading.ExceptHookArgs") -> None:
    if happened.exc_value is not None and not isinstance(happened.exc_value, SystemExit):
        name = happened.thread.name if happened.thread else "a thread"
        sys.stderr.write(f"in {name}:\n{told(happened.exc_value)}")


def _unraisable(happened: "UnraisableHookArgs") -> None:
    if happened.exc_value is not None:
        sys.stderr.write(f"nobody could be told:\n{told(happened.exc_value)}")
