"""The browsers of a kiosk that runs: what starts and drives one is imported when the first is wanted."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.official_site.browser.ahead import Ahead
    from kiosk.official_site.protocol import Browser


class Supply:
    """Gives each visitor a browser, and starts the next one ahead. Any thread."""

    def __init__(self, reach: Callable[[], tuple[str, ...]], user: str) -> None:
        """`reach` and `user` as `Launch` has them; `reach` is asked when the first browser is wanted."""
        self._reach = reach
        self._user = user
        self._lock = Lock()
        self._made: Ahead | None = None
        self._closed = False

    def browser(self) -> "Browser":
        """One that nobody has used, for one visit; made at once."""
        from kiosk.official_site.browser.chromium import Chromium  # noqa: PLC0415 (no start pays for it)

        return Chromium(self._ahead().take)

    def prepare(self) -> None:
        """Start one, unless one waits already. Slow: never on the UI thread."""
        self._ahead().prepare()
        import_module("kiosk.official_site.browser.chromium")  # so that the UI thread need not

    def close(self) -> None:
        """End the one that waits, and start none any more."""
        with self._lock:
            self._closed = True
            if self._made is not None:
                self._made.close()

    def _ahead(self) -> "Ahead":
        with self._lock:
            if self._made is None:
                from kiosk.official_site.browser.ahead import Ahead  # noqa: PLC0415 (the same)
                from kiosk.official_site.browser.process import Launch, Process  # noqa: PLC0415 (the same)

                launch = Launch(reach=self._reach(), user=self._user)
                self._made = Ahead(partial(Process.start, launch))
                if self._closed:
                    self._made.close()
            return self._made
