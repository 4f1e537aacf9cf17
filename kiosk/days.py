"""The site as it is today: a clock becomes right after the start, and a process lives longer than a check counts."""

from datetime import date

from kiosk.pages.site import Site
from kiosk.ports import Ports


class Days:
    """Holds the site; `ask` brings it to the day of now, from the next page on."""

    def __init__(self, site: Site, ports: Ports) -> None:
        self.site = site
        self._ports = ports

    def ask(self) -> None:
        """Look elsewhere what day it is, and whether that can be trusted."""
        if self._ports.today is not None:
            self._ports.background(self._ports.today, self._take)

    def _take(self, today: date | None) -> None:
        if today != self.site.today:
            self.site = self.site.on(today)
