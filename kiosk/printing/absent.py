"""There is no printer: the last entry of the table, which always works."""

from typing import Final, Self

from kiosk.printing.protocol import Unplugged
from kiosk.printing.setup import PrinterTable
from kiosk.printing.slip import Slip


class Absent:
    """Prints nothing and says so."""

    @classmethod
    def from_setup(cls, table: PrinterTable) -> Self:
        """Any table will do."""
        del table
        return cls()

    def print(self, slip: Slip) -> Unplugged:
        del slip
        return Unplugged()

    def state(self) -> Unplugged:
        return Unplugged()


ABSENT: Final = Absent()
