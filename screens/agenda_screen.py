"""The facilitator's agenda: a week of half-days, or the hours of one; buttons under it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kivy.uix.gridlayout import GridLayout

from kiosk.page import AgendaPage, Choice
from screens.fitting import column_width, rows_of, scaled
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.theme import GAP_FLOOR_MM, TextStyle
from screens.widgets.agenda_cell import AgendaCell, CellPlan

load_kv(__file__)

TALLEST_MM: Final = 34.0
CLOSE: Final = 0.6
"""Of the usual gap."""
WIDE: Final = (4, 5, 6, 3, 7, 2)
TALL: Final = (3, 2, 4, 1)
"""Columns of hours to try, in order."""


class Plan(NamedTuple):
    """Cells set out: how many columns, and the least height of each row in pixels."""

    cells: list[CellPlan]
    columns: int
    rows: tuple[float, ...]

    def height(self, gap: float) -> float:
        """Pixels of all rows."""
        return sum(self.rows) + gap * max(0, len(self.rows) - 1)


class AgendaScreen(PageScreen):
    """Days stand side by side; on a panel that is not tall enough for that, a day is one row."""

    page: AgendaPage

    @property
    def gap(self) -> float:
        """Free space between two cells: there are many, and each is as large as a button."""
        return max(self.theme.gap * CLOSE, self.theme.px(GAP_FLOOR_MM))

    def build(self) -> bool:
        for scale in self.scales:
            for style in (self.theme.choice, self.theme.item, self.theme.bar):
                if self._fill(scaled(style, scale), last=False):
                    return scale == 1.0
        self._fill(scaled(self.theme.bar, self.scales[-1]), last=True)
        return False

    def _fill(self, style: TextStyle, *, last: bool) -> bool:
        """Set everything out in this style; `last`: however little room there is."""
        room = self.room
        for foot in (one for one in self._feet() if last or not self._narrow(one)):
            below = foot.height(self.gap) + self.gap if foot.cells else 0.0
            for cells, columns in self._ways():
                plan = self._plan(cells, columns, style)
                if last or (not self._narrow(plan) and plan.height(self.gap) <= room.height - below + 1):
                    self._put(self.ids.grid, self._spread(plan, room.height - below))
                    self._put(self.ids.foot, foot)
                    self.ids.foot.height = max(0.0, below - self.gap)
                    return True
        return False

    def _ways(self) -> Iterator[tuple[Sequence[Choice], int]]:
        """Cells in reading order of the grid, and its columns."""
        week, hours = self.page.week, self.page.hours
        if not week:
            found = TALL if self.theme.panel.portrait else WIDE
            yield from ((hours, min(columns, max(1, len(hours)))) for columns in found)
            return
        columns = [(day.head, *day.halves) for day in week]
        yield [cell for row in zip(*columns, strict=True) for cell in row], len(week)
        yield [cell for day in columns for cell in day], len(columns[0])

    def _feet(self) -> Iterator[Plan]:
        """The buttons in as few rows as may be; without icons before a row more."""
        count = max(1, len(self.page.choices))
        bare = [replace(choice, icon="") for choice in self.page.choices]
        for columns in dict.fromkeys((count, rows_of(count, 2), rows_of(count, 3))):
            for choices in (self.page.choices, bare):
                yield self._plan(choices, columns, self.theme.bar)

    def _plan(self, choices: Sequence[Choice], columns: int, style: TextStyle) -> Plan:
        cells = [CellPlan(self.theme, choice, style) for choice in choices]
        width = column_width(self.room.width, columns, self.gap)
        needs = [cell.needed_height(width) for cell in cells]
        return Plan(cells, columns, tuple(max(needs[at : at + columns]) for at in range(0, len(needs), columns)))

    def _narrow(self, plan: Plan) -> bool:
        width = column_width(self.room.width, plan.columns, self.gap)
        return any(cell.too_narrow(width) for cell in plan.cells)

    def _spread(self, plan: Plan, height: float) -> Plan:
        """The same with rows as tall as there is room for, up to a good height."""
        spare = (height - plan.height(self.gap)) / max(1, len(plan.rows))
        tallest = self.theme.px(TALLEST_MM)
        return plan._replace(rows=tuple(min(row + spare, max(row, tallest)) for row in plan.rows))

    def _put(self, grid: GridLayout, plan: Plan) -> None:
        if self._trial:
            return
        grid.clear_widgets()
        grid.cols = plan.columns
        for number, cell in enumerate(plan.cells):
            widget = AgendaCell(self.kit, cell, self.choose)
            widget.size_hint_y = None
            widget.height = plan.rows[number // plan.columns]
            grid.add_widget(widget)
