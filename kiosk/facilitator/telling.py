"""The left side of the panel, and behind its tile the week in full.

Of today visits in all; journeys and outcomes by closed week, and no number of 1 to 4.
"""

from dataclasses import replace
from typing import Final

from kiosk.facilitator.area import Area
from kiosk.figures import Figures, StaffCounts
from kiosk.ids import ChoiceId
from kiosk.languages.catalogue import FRENCH
from kiosk.page import Choice, Page
from kiosk.pages import staff_pages, words
from kiosk.pages.counts_pages import counts_page
from kiosk.pages.staff_figures import known_of
from kiosk.pages.staff_pages import Known

FIGURES: Final = ChoiceId("staff:figures")


class Telling(Area):
    """Read anew each time somebody comes in."""

    _counts: StaffCounts | None = None
    _behind = False

    @property
    def tile(self) -> Choice | None:
        """Only where there is a week to show."""
        there = self._counts is not None and isinstance(self._counts.week, Figures)
        return Choice(FIGURES, "Les chiffres", icon="list-checks") if there else None

    @property
    def known(self) -> Known | None:
        """What is known by now; the reading takes no time that anybody sees."""
        return known_of(self.desk.visit.site, self._counts) if self._counts is not None else Known()

    @property
    def page(self) -> Page | None:
        """How visits ended, journey by journey, as visitors may read it too."""
        if not self._behind or self._counts is None:
            return None
        return replace(counts_page(self.desk.visit.site, self._counts.week, FRENCH), bar=staff_pages.BAR)

    def entered(self) -> None:
        self.desk.ports.background(self.desk.ports.staff.counts, self._read)

    def opened(self) -> None:
        self._behind = True

    def chosen(self, choice_id: ChoiceId) -> bool:
        """*J'ai compris*."""
        if choice_id == words.CLOSE:
            self.desk.leave()
        return choice_id == words.CLOSE

    def left(self) -> None:
        self._behind = False

    def _read(self, counts: StaffCounts) -> None:
        self._counts = counts
        if not self._behind:
            self.desk.redraw()
