"""Real browsers for the application, started ahead as in the product; each is known afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kiosk.browsers import Browsers as Supply
from kiosk.official_site.browser.ahead import Ahead
from kiosk.official_site.browser.chromium import Chromium
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.events import Trouble
from kiosk.official_site.protocol import Hosts


@dataclass
class Browsers:
    """See above."""

    user: str
    found_at: tuple[tuple[str, str], ...] = ()
    """For `Launch`."""
    processes: list[Process] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ahead = Ahead(self._start)

    def _start(self) -> Process | Trouble:
        reach = ("127.0.0.1", *(name for name, _ in self.found_at))
        found = Process.start(Launch(reach, user=self.user, found_at=self.found_at))
        if isinstance(found, Process):
            self.processes.append(found)
        return found

    def to(self, hosts: Hosts) -> Supply:
        """What the application needs to go to these hosts."""
        return Supply(browser=lambda: Chromium(self.ahead.take), ahead=self.ahead.prepare, hosts=lambda _: hosts)


@contextmanager
def browsers(user: str, found_at: tuple[tuple[str, str], ...] = ()) -> Iterator[Browsers]:
    """Give browsers, and see that none is left."""
    found = Browsers(user, found_at)
    try:
        yield found
    finally:
        found.ahead.close()
