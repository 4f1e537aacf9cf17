"""All checks at once, each in a thread of its own: one that fails or hangs never keeps the others from being told.

A check that raises is a bug: it ends its thread, Python tells the bug where all bugs are told, and the check's end
without a result is what is shown here.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

import kiosk.checks
from kiosk.health.needs import Needs
from kiosk.health.result import RESTART, CheckId, Found, Result, broken

PATIENCE: Final = 45.0
"""Seconds for all of them: a calendar server that says nothing may take 30."""


@dataclass(frozen=True, slots=True)
class Check:
    """One module of `kiosk.checks`."""

    id: CheckId
    title: str
    """In French, as a heading."""
    icon: str
    look: Callable[[Needs], Found]


def all_checks() -> tuple[Check, ...]:
    """Every check there is, by name; imports them."""
    return tuple(map(_check, sorted(one.name for one in iter_modules(kiosk.checks.__path__))))


def _check(name: str) -> Check:
    module = import_module(f"kiosk.checks.{name}")
    return Check(CheckId(name), module.TITLE, module.ICON, module.look)


def run(needs: Needs, checks: Sequence[Check] | None = None, patience: float = PATIENCE) -> tuple[Result, ...]:
    """What each says, in their order. Takes `patience` seconds at most; never on the UI thread."""
    begun = [(check, _begin(check, needs)) for check in (all_checks() if checks is None else checks)]
    end = time.monotonic() + patience
    return tuple(Result(check.id, check.title, check.icon, _end_of(box, end)) for check, box in begun)


def _begin(check: Check, needs: Needs) -> "SimpleQueue[Found | None]":
    """Start a check; its box gets what it has found, then None, which also comes when it found nothing."""
    box: SimpleQueue[Found | None] = SimpleQueue()

    def look() -> None:
        try:
            box.put(check.look(needs))
        finally:
            box.put(None)

    # A daemon: one that hangs in a dead network or card never keeps the process from ending.
    Thread(target=look, name=f"check-{check.id}", daemon=True).start()
    return box


def _end_of(box: "SimpleQueue[Found | None]", end: float) -> Found:
    try:
        found = box.get(timeout=max(0.0, end - time.monotonic()))
    except Empty:
        return broken("Ce contrôle ne répond pas.", RESTART)
    return found or broken("Ce contrôle s’est arrêté.", RESTART)
