"""`kiosk run` with a fault sown into its screen, which comes at a signal; it says so on standard output.

    python -m tests.e2e.seeded_child run ...

SIGUSR1: the UI thread is stuck for ever, while other threads go on. SIGUSR2: the loop turns, but nothing is drawn.
"""

import signal
import sys
from threading import Event
from typing import NoReturn

from kiosk.__main__ import main


def _stick(_number: int, _frame: object) -> NoReturn:
    print("stuck", flush=True)  # noqa: T201
    Event().wait()
    raise AssertionError


def _blind(_number: int, _frame: object) -> None:
    from kivy.base import EventLoop

    EventLoop.window = None
    print("blind", flush=True)  # noqa: T201


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, _stick)
    signal.signal(signal.SIGUSR2, _blind)
    sys.exit(main())
