"""A printer that is played: all is well, out of paper, unplugged, slow. Part of the product, for demonstrations too."""

from threading import Event
from typing import Literal, Self, TypeAlias

from kiosk.printing.compose import Paper, compose
from kiosk.printing.protocol import NoPaper, Printed, PrintEnd, Ready, State, Unplugged
from kiosk.printing.setup import PrinterTable, SimulatedTable
from kiosk.printing.slip import Slip

Mood: TypeAlias = Literal["ok", "no_paper", "unplugged", "slow"]
SLOW = 8.0
"""Seconds that the slow one takes."""


class Simulated:
    """`mood` may be changed at any time. Bytes are kept only where a test asks for it."""

    def __init__(self, mood: Mood = "ok", *, paper: Paper | None = None, keep: bool = False) -> None:
        self.mood: Mood = mood
        self.hurry = Event()
        """Set: the slow one goes on at once."""
        self.printed: list[bytes] = []
        self._paper = paper or Paper()
        self._keep = keep

    @classmethod
    def from_setup(cls, table: PrinterTable) -> Self:
        """In the mood that the settings give."""
        return cls(table.mood if isinstance(table, SimulatedTable) else "ok")

    def print(self, slip: Slip) -> PrintEnd:
        data = compose(slip, self._paper)
        match self.mood:
            case "no_paper":
                return NoPaper()
            case "unplugged":
                return Unplugged()
            case "slow":
                self.hurry.wait(SLOW)
            case "ok":
                pass
        if self._keep:
            self.printed.append(data)
        return Printed()

    def state(self) -> State:
        match self.mood:
            case "no_paper":
                return NoPaper()
            case "unplugged":
                return Unplugged()
            case "slow" | "ok":
                return Ready()
