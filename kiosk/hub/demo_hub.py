"""`kiosk hub demo`: a hub's folder filled with an invented year."""

import random
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kiosk.hub.body import values
from kiosk.hub.demo import PLACES, DemoPlace, kiosk_year, wire_rows
from kiosk.hub.enrolment import enrol, note_heard, open_enrolment
from kiosk.hub.folder import prepare
from kiosk.hub.nightly import INVENTED
from kiosk.hub.schema import COUNTS, PUSH, open_counts
from kiosk.usage.sync.credential import Credential

_YEAR: Final = 365
_HOME: Final = "accueil"
_SILENT: Final = {"Chimay": 9, "Namur": 4}
"""Days for which one kiosk of these places was not heard."""


def fill(hub: Path, journeys: Mapping[str, Sequence[str]], today: date, days: int = _YEAR) -> int:
    """Days up to yesterday, as `PLACES` has it; how many rows it is. Raises OSError, sqlite3.Error."""
    chance = random.Random(days)  # noqa: S311 - invented visits
    prepare(hub)
    (hub / INVENTED).touch()
    first = today - timedelta(days=days)
    shown = {journey: steps for journey, steps in journeys.items() if journey != _HOME}
    written = 0
    with closing(open_enrolment(hub)) as enrolment, closing(open_counts(hub / COUNTS)) as counts:
        for connection in (enrolment, counts):
            connection.execute("BEGIN")
        for place, number in _kiosks():
            kiosk = f"{chance.getrandbits(128):032x}"
            secrets = {"token": f"{chance.getrandbits(128):032x}", "key": f"{chance.getrandbits(256):064x}"}
            enrol(enrolment, Credential(kiosk=kiosk, **secrets), place.place, place.region, first)
            silent = _SILENT.get(place.place, 0) if number == 0 else 0
            note_heard(enrolment, kiosk, today - timedelta(days=silent))
            year = kiosk_year(shown, place.visits, (first, days - silent), chance)
            rows = [values(row) for row in wire_rows(kiosk, year)]
            counts.executemany(PUSH, rows)
            written += len(rows)
        for connection in (counts, enrolment):
            connection.execute("COMMIT")
    return written


def _kiosks() -> list[tuple[DemoPlace, int]]:
    """Each kiosk: its place, and its number there from 0."""
    return [(place, number) for place in PLACES for number in range(place.kiosks)]
