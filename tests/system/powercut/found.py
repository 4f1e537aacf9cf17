"""What the crashes of a life cost: one line of the table."""

from dataclasses import dataclass

from tests.system.powercut.life import Found
from tests.system.powercut.mark import Mark


@dataclass(slots=True)
class Tally:
    """What became of what was acknowledged."""

    crashes: int = 0
    acknowledged: int = 0
    """Acts, over all crashes."""
    losing: int = 0
    """Crashes after which an acknowledged act was missing."""
    lost: int = 0
    nights_lost: int = 0
    """The same of nights of the sync."""
    corrupt: int = 0
    too_many: int = 0
    """Crashes after which there was more than what was acknowledged and the one act on its way."""

    def add(self, told: Mark, found: Found) -> None:
        """One crash more. What cannot be read is corrupt, and not lost as well."""
        self.crashes += 1
        self.acknowledged += told.acts
        if found.corrupt:
            self.corrupt += 1
            return
        missing = told.acts - found.acts
        self.losing += missing > 0
        self.lost += max(missing, 0)
        self.too_many += missing < -1
        self.nights_lost += max(told.nights - found.nights, 0)
