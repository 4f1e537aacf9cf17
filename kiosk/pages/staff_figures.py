"""The left side of the facilitator's panel: what may be told of the counts, as cards and bars. Pure.

A week's numbers are sums of what `kiosk usage show` shows as well: where something is hidden, a sum says that it is
more, and never how much, so that no number of 1 to 4 comes out by subtraction.
"""

from collections.abc import Iterable, Sequence

from kiosk.events import Outcome
from kiosk.figures import BELOW, Cell, Figures, NoFigures, StaffCounts, Week
from kiosk.journey.loader import HOME
from kiosk.journey.model import options
from kiosk.page import Tone
from kiosk.pages import words
from kiosk.pages.site import Site
from kiosk.pages.staff_pages import Known
from kiosk.staff_page import StaffBar, StaffFigure

HIDDEN = f"moins de {BELOW}"
FEW = "peu"
"""Several numbers below 5: together they may be more."""


def known_of(site: Site, counts: StaffCounts) -> Known:
    """Cards and bars. Without a day nobody knows what today is; without a week its reason stands there."""
    today = () if counts.today is None else (_today(counts.today),)
    match counts.week:
        case Figures(week, monday):
            when = f"Semaine du {monday:%d/%m}, par thème" if monday else "Une semaine passée, par thème"
            return Known((*today, *_cards(week)), when, _bars(site, week))
        case NoFigures.NOT_YET:
            return Known(today, "La semaine passée", note="Le détail vient quand une semaine est finie.")
        case NoFigures.UNREADABLE:
            return Known(today, "La semaine passée", note="Les chiffres ne se lisent pas. Les visites continuent.")


def summed(cells: Iterable[Cell]) -> tuple[int, str]:
    """The sum of the numbers that may be seen, and how it is said with those that may not."""
    cells = tuple(cells)
    seen = sum(cell.n for cell in cells if cell.n is not None)
    hidden = sum(cell.n is None for cell in cells)
    if seen:
        return seen, f"{seen} ou plus" if hidden else str(seen)
    return 0, (FEW if hidden > 1 else HIDDEN) if hidden else "0"


def _today(visits: int) -> StaffFigure:
    return StaffFigure(str(visits), "visite aujourd’hui" if visits < 2 else "visites aujourd’hui")  # noqa: PLR2004


def _cards(week: Week) -> tuple[StaffFigure, StaffFigure]:
    booked = [cell for cell in week.cells if cell.outcome == Outcome.BOOKED.value]
    return _card(week.cells, "visites la semaine passée"), _card(booked, "rendez-vous, même semaine")


def _card(cells: Sequence[Cell], label: str) -> StaffFigure:
    seen, said = summed(cells)
    return StaffFigure(f"{seen}{words.NBSP}+" if said.startswith(f"{seen} ") else said, label)


def _bars(site: Site, week: Week) -> tuple[StaffBar, ...]:
    """One a door, in the order of the resting screen; its length is what may be seen."""
    journeys = site.library.journeys
    found = {
        door.tone: [cell for cell in week.cells if cell.journey in journeys and _tone(site, cell) is door.tone]
        for door in options(site.library.step(site.library.home))
        if door.tone is not None
    }
    most = max((summed(cells)[0] for cells in found.values()), default=0)
    names = {door.tone: door.label for door in options(site.library.step(site.library.home))}
    return tuple(
        StaffBar(names[tone], summed(cells)[1], summed(cells)[0] / most if most else 0.0, tone)
        for tone, cells in found.items()
    )


def _tone(site: Site, cell: Cell) -> Tone | None:
    """The door behind which a journey lies; none for visits that ended before one."""
    return site.library.journeys[cell.journey].tone if cell.journey != HOME else None
