"""A quarter of a kiosk, played by the hour: what has power when, what its clocks say, and how each visit is dated.

The dating is the kiosk's own: `SystemClock` on files that a played machine writes, `Ledger` on a real SQLite file. The
machine is played: its power, its clock chip, its time server, the time that systemd-timesyncd saves for the next boot.
"""

import math
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from kiosk.events import EndReason, Outcome, VisitEnded
from kiosk.ids import JourneyId, StepId
from kiosk.usage.clock import SystemClock
from kiosk.usage.counters import Counter
from kiosk.usage.ledger import Ledger
from kiosk.usage.period import BUCKET_PREFIX, UNDATED, Period, day_of
from kiosk.usage.store import FILE_NAME, Store

ZONE = ZoneInfo("Europe/Brussels")
FIRST_DAY = date(2027, 9, 6)
"""A Monday; the quarter has the night on which summer time ends. Eight months before, this software existed."""
EIGHT_MONTHS = 243 * 86400.0
POLL_S = 2048.0
"""Between two answers of a time server, as systemd-timesyncd asks at most."""
TICK_S = 600.0
"""Between two looks of the recorder; the real one looks each minute while something waits."""
WRONG_S = (-EIGHT_MONTHS, -7200.0, 5 * 86400.0, 400 * 86400.0)
"""By how much a hand or a lying server is wrong."""
Act = tuple[float, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with the clocks of a place. Shares are chances a boot; seconds where no unit is named."""

    name: str
    reached: float = 0.97
    """Boots that ever reach a time server."""
    late_s: float = 60.0
    """Half of them within this time."""
    network_from_day: int = 0
    chip: bool = False
    forgets: float = 0.0
    """Losses of power after which the clock chip begins at 1970."""
    chip_error_s: float = 0.0
    """Of the chip, until a time server corrects it for the first time."""
    image_age_s: float = math.inf
    """The time a boot starts from when it has no better: that of the image. Infinite: 1970."""
    saves: bool = True
    """Whether the time saved for the next boot outlives the plug."""
    hands_a_boot: float = 0.0
    """How often somebody sets the date, wrongly."""
    lies: float = 0.0
    """First answers of a time server that are wrong; the next is right."""


class Machine:
    """Power and clocks; `true` is what no clock of it need show, in Unix seconds."""

    def __init__(self, folder: Path, faults: Faults, chance: Random, start: float) -> None:
        self._faults, self._chance = faults, chance
        self._synchronised, self._chip, self._boot_id = folder / "synchronized", folder / "rtc0", folder / "boot_id"
        self._image = max(start - faults.image_age_s, 0.0)
        self._chip_error = faults.chip_error_s
        self._saved = 0.0
        self._boots = 0
        self._began = self.true = start
        self._error = 0.0
        self._in_step = False
        if faults.chip:
            self._chip.mkdir()
            (self._chip / "hctosys").write_text("1\n", encoding="ascii")

    def clock(self) -> SystemClock:
        """As a process of the kiosk makes it at its start."""
        return SystemClock(
            self._synchronised,
            self._chip,
            self._boot_id,
            wall=self.wall,
            uptime=lambda: self.true - self._began,
            in_step=lambda: self._in_step,
        )

    def wall(self) -> float:
        """What the system takes for the time."""
        return self.true + self._error

    def power_on(self, at: float) -> None:
        """Start from the latest of image, saved time and chip, as systemd does."""
        self.true = self._began = at
        self._boots += 1
        self._boot_id.write_text(f"boot-{self._boots}", encoding="ascii")
        self._synchronised.unlink(missing_ok=True)
        self._in_step = False
        if self._chance.random() < self._faults.forgets:
            self._chip_error = -at
        chip = at + self._chip_error if self._faults.chip else 0.0
        self._error = max(self._image, self._saved, chip) - at
        self.pass_to(at)

    def power_off(self, at: float) -> None:
        """Pull the plug: at most a minute is missing in the time saved."""
        self.pass_to(at)
        self._saved = self.wall() - self._chance.random() * 60 if self._faults.saves else 0.0

    def pass_to(self, at: float) -> None:
        """Let time pass."""
        self.true = at
        if self._faults.chip:
            (self._chip / "since_epoch").write_text(f"{int(at + self._chip_error)}\n", encoding="ascii")

    def synchronise(self, error: float) -> None:
        """A time server answers; the kernel then sets the chip too."""
        self._error = self._chip_error = error
        self._in_step = True
        self._synchronised.touch()

    def set_by_hand(self, error: float) -> None:
        """Somebody sets the date; the kernel no longer calls it right."""
        self._error = error
        self._in_step = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A visit: its true day, and what was made of it. `ours` is None where its day is not known."""

    true: date
    naive: date
    ours: Period | None
    week: Period | None


class Quarter:
    """One kiosk, its places in time and its visits."""

    def __init__(self, folder: Path, faults: Faults, seed: int, days: int) -> None:
        """Play it; `visits` and `counted` are what came of it."""
        self._chance = Random(f"{faults.name} {seed}")  # noqa: S311 - a simulation
        self._faults = faults
        self._path = folder / FILE_NAME
        self._machine = Machine(folder, faults, self._chance, _moment(0, 7.0))
        self._clock = self._machine.clock()
        self._ledger: Ledger | None = None
        self._seen: list[tuple[date, date]] = []
        for on, off in self._powered(days):
            self._boot(on, off)
        self._machine.power_on(_moment(days + 1, 8.0))
        self._restart()
        self.visits, self.counted = self._read()

    def _powered(self, days: int) -> list[tuple[float, float]]:
        """(on, off) of each stretch with power: most nights are without, and some days have an outage."""
        stretches, on = [], _moment(0, 7.0)
        for day in range(days):
            on = on or _moment(day, self._chance.gauss(7.8, 0.3))
            for _ in range(self._chance.choices((0, 1, 2), (75, 20, 5))[0]):
                cut = _moment(day, self._chance.uniform(8.5, 17.0))
                if cut > on:
                    stretches.append((on, cut))
                    on = cut + self._chance.choice((2.0, 60.0, 900.0, 5400.0))
            if self._chance.random() < 0.85 or day == days - 1:  # noqa: PLR2004 - nights
                off = _moment(day, self._chance.gauss(19.0, 1.0))
                stretches.append((on, max(off, on + 60)))
                on = 0.0
        return stretches

    def _boot(self, on: float, off: float) -> None:
        """Play all that happens between two losses of power, in its order."""
        self._machine.power_on(on)
        self._restart()
        acts: list[Act] = [(at, self._visit) for at in self._visits(on, off)]
        acts += [(on + TICK_S * n, self._look) for n in range(1, int((off - on) / TICK_S) + 1)]
        acts += [(at, self._restart) for at in self._sometimes(0.1, on, off)]
        acts += [(at, self._hand) for at in self._sometimes(self._faults.hands_a_boot, on, off)]
        acts += self._answers(on, off)
        for at, act in sorted(acts, key=lambda one: one[0]):
            self._machine.pass_to(at)
            act()
        self._machine.power_off(off)

    def _visits(self, on: float, off: float) -> list[float]:
        """Some four an hour of a working day; one in ten at any hour, as in a hall that is always open."""
        wanted = int((off - on) / 900)
        moments = [self._chance.uniform(on, off) for _ in range(wanted)]
        return [at for at in moments if 8 <= _hour(at) < 18 or self._chance.random() < 0.1]  # noqa: PLR2004 - hours

    def _sometimes(self, share: float, on: float, off: float) -> list[float]:
        return [self._chance.uniform(on, off)] if self._chance.random() < share else []

    def _answers(self, on: float, off: float) -> list[Act]:
        """A time server's answers, and the recorder's look within a minute after the first."""
        late = self._chance.lognormvariate(math.log(self._faults.late_s), 1.3)
        if on < _moment(self._faults.network_from_day, 0.0) or self._chance.random() >= self._faults.reached:
            return []
        wrong = self._chance.choice(WRONG_S) if self._chance.random() < self._faults.lies else 0.0
        first = on + late
        acts: list[Act] = [(first, lambda: self._machine.synchronise(wrong)), (first + 60, self._look)]
        later = range(1, int((off - first) / POLL_S) + 1)
        acts += [(first + POLL_S * n, lambda: self._machine.synchronise(0.0)) for n in later]
        return [act for act in acts if act[0] < off]

    def _restart(self) -> None:
        """End the kiosk's process, if there is one, and start another."""
        if self._ledger is not None:
            self._ledger.close()
        self._clock = self._machine.clock()
        self._ledger = Ledger(self._path, ZONE, self._clock)
        self._look()

    def _look(self) -> None:
        assert self._ledger is not None
        self._ledger.mark(self._clock.uptime())
        assert self._ledger.write()

    def _hand(self) -> None:
        self._machine.set_by_hand(self._chance.choice(WRONG_S))

    def _visit(self) -> None:
        """A visit ends; its journey is its number, so that it can be found again."""
        assert self._ledger is not None
        journey = JourneyId(f"v{len(self._seen)}")
        self._seen.append((day_of(self._machine.true, ZONE), day_of(self._machine.wall(), ZONE)))
        visit = VisitEnded(journey, journey, StepId("ticket"), Outcome.BOOKED, EndReason.FINISHED, 4)
        self._ledger.add(visit, self._clock.uptime())
        self._look()

    def _read(self) -> tuple[list[Dated], int]:
        """Each visit as the file dates it, and how many the file holds in all."""
        assert self._ledger is not None
        self._ledger.close()
        with closing(Store.read(self._path)) as store:
            rows = store.rows()
        days = {row.journey: _known(row.period) for row in rows if row.counter is Counter.VISITS}
        weeks = {row.journey: _known(row.period) for row in rows if row.counter is Counter.OUTCOMES}
        visits = [
            Dated(true, naive, days[JourneyId(f"v{n}")], weeks[JourneyId(f"v{n}")])
            for n, (true, naive) in enumerate(self._seen)
        ]
        return visits, sum(n for row, n in rows.items() if row.counter is Counter.VISITS)


def _known(period: Period) -> Period | None:
    return None if period == UNDATED or period.startswith(BUCKET_PREFIX) else period


def _moment(day: int, hour: float) -> float:
    """Unix seconds of an hour of the local clock on a day of the quarter."""
    midnight = datetime.combine(FIRST_DAY + timedelta(days=day), time(), ZONE)
    return midnight.timestamp() + hour * 3600


def _hour(at: float) -> int:
    return datetime.fromtimestamp(at, ZONE).hour
