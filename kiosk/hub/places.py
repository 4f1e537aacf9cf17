"""Who stands where, as published pages name it."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from kiosk.hub.enrolment import Enrolled, kiosks, open_enrolment

REGIONLESS: Final = "Tous les lieux"
"""The region of places that were enrolled without one."""


def placed(hub: Path) -> tuple[Enrolled, ...]:
    """All kiosks of a hub, each in a region that has a name. Raises OSError, sqlite3.Error."""
    with closing(open_enrolment(hub)) as enrolment:
        return tuple(replace(one, region=one.region or REGIONLESS) for one in kiosks(enrolment))
