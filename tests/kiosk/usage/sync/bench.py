"""A kiosk's data folder with counts in it, and the hub it sends to."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kiosk.hub_setup import HubTable
from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import Counter, Row
from kiosk.usage.period import Period
from kiosk.usage.store import FILE_NAME, Store
from kiosk.usage.sync.carrying import carry
from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.night import sync
from kiosk.usage.sync.parcel import Parcel, Sealed, read, unsealed
from kiosk.usage.sync.task import Ended, Task
from tests.hub_server import HubServer

TODAY = date(2026, 11, 23)
"""A Monday: week 47 is over, and so is Sunday."""
MINE = Credential(kiosk="ab" * 16, token="planted-secret-token", key="cd" * 32)
ANEW = Credential(kiosk="ef" * 16, token=MINE.token, key=MINE.key)
"""The same kiosk, enrolled under another id."""
VISITS = Row(Period("2026-11-20"), Counter.VISITS, JourneyId("commune_identite"))
BIG = Row(Period("2026-W47"), Counter.OUTCOMES, JourneyId("commune_identite"), outcome="booked")
SMALL = Row(Period("2026-W47"), Counter.OUTCOMES, JourneyId("forem_inscription"), outcome="left")
STEP = Row(Period("2026-W47"), Counter.LAST_STEPS, JourneyId("forem_inscription"), StepId("depart"))
MINUTES = Row(Period("2026-W47"), Counter.MINUTES)
UNDATED = Row(Period("undated"), Counter.VISITS, JourneyId("commune_identite"))
TODAYS = Row(Period("2026-11-23"), Counter.VISITS, JourneyId("commune_identite"))
THIS_WEEK = Row(Period("2026-W48"), Counter.OUTCOMES, JourneyId("commune_identite"), outcome="booked")
WAITS = Row(Period("boot:some-boot:3"), Counter.VISITS, JourneyId("commune_identite"))


def day_row(number: int) -> Row:
    """One of many rows that may all leave."""
    return VISITS._replace(journey=JourneyId(f"journey_{number}"))


def count(data: Path, rows: Mapping[Row, int]) -> None:
    """Add to the counts of a kiosk."""
    data.mkdir(parents=True, exist_ok=True)
    with closing(Store.open(data / FILE_NAME)) as store:
        store.add(rows)


def opened(path: Path, credential: Credential = MINE) -> Parcel:
    """What is in a parcel, as the hub reads it."""
    sealed = read(path)
    assert isinstance(sealed, Sealed), sealed
    parcel = unsealed(sealed, credential.key)
    assert isinstance(parcel, Parcel), parcel
    return parcel


def key(row: Row, kiosk: str = MINE.kiosk) -> tuple[str, str, str, str, str, str]:
    """As the hub knows it."""
    return kiosk, row.period, row.counter.value, row.journey, row.step, row.outcome


@dataclass
class Kiosk:
    """One kiosk, as of `task`."""

    hub: HubServer
    task: Task

    @classmethod
    def at(cls, data: Path, hub: HubServer) -> "Kiosk":
        """A kiosk that is enrolled there."""
        table = HubTable(url=hub.url)
        return cls(hub, Task(data=data, today=TODAY, table=table, folder=data, credential=MINE))

    def count(self, rows: Mapping[Row, int]) -> None:
        """Add to its counts."""
        count(self.task.data, rows)

    def sync(self, today: date | None = TODAY, **changed: object) -> Ended:
        """Run one night of it."""
        return sync(replace(self.task, today=today, **changed))  # type: ignore[arg-type]

    def carried(
        self, credential: Credential = MINE, **changed: object
    ) -> dict[tuple[str, str, str, str, str, str], int]:
        """What a stick carries to the hub, as the hub knows it."""
        task = replace(self.task, credential=credential, **changed)  # type: ignore[arg-type]
        ended = carry(task, task.data)
        parcel = opened(Path(ended.detail), credential)
        return {(row.kiosk, row.period, row.event, row.journey, row.step, row.outcome): row.n for row in parcel.rows}

    def has(self, rows: Mapping[Row, int]) -> bool:
        """Whether the hub has these and nothing else."""
        return self.hub.kept == {key(row): n for row, n in rows.items()}
