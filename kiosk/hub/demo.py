"""An invented year of some places, so that pages can be looked at and rules tried: none of it was ever counted.

Pure, by a seed. Each kiosk folds what is small as a real one does before it sends.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kiosk.hub.cells import FOLDED, week_of
from kiosk.usage.sync.rows import WireRow

_FOLD_BELOW: Final = 3
_WEEKDAYS: Final = (1.2, 1.1, 1.0, 1.1, 0.8, 0.25, 0.0)
"""How busy Monday to Sunday are."""
_SUMMER: Final = (7, 8)
_DARK_DAYS: Final = 0.02
"""The share of days on which a kiosk stays dark."""


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """A place with kiosks; `visits` a kiosk on an ordinary day."""

    region: str
    place: str
    kiosks: int
    visits: float


PLACES: Final = (
    DemoPlace("Hainaut", "La Louvière", 2, 26),
    DemoPlace("Hainaut", "Mons", 2, 22),
    DemoPlace("Hainaut", "Binche", 1, 11),
    DemoPlace("Hainaut", "Chimay", 1, 5),
    DemoPlace("Namur", "Namur", 2, 24),
    DemoPlace("Namur", "Dinant", 1, 9),
    DemoPlace("Namur", "Gedinne", 1, 4),
)
_OUTCOMES: Final = {
    "information": 30, "left": 20, "counter": 16, "booked": 12, "online": 8, "phone": 7, "person": 5, "requested": 2,
}  # fmt: skip

Counts = Counter[tuple[str, str, str, str, str]]
"""By (period, event, journey, step, outcome)."""


def kiosk_year(
    journeys: Mapping[str, Sequence[str]], visits: float, span: tuple[date, int], chance: random.Random
) -> Counts:
    """What one kiosk counts from a day on, for a number of days; `journeys` with their steps, the most used first."""
    first, days = span
    counts: Counts = Counter()
    names = list(journeys)
    weights = [1 / (rank + 1.5) for rank in range(len(names))]
    for day in (first + timedelta(days=number) for number in range(days)):
        if chance.random() < _DARK_DAYS:
            continue
        counts[day.isoformat(), "hours_up", "", "", ""] += 10
        busy = visits * _WEEKDAYS[day.weekday()] * (0.7 if day.month in _SUMMER else 1)
        for journey in chance.choices(names, weights, k=_about(busy, chance)):
            _visit(counts, day, journey, journeys[journey], chance)
    return counts


def _about(mean: float, chance: random.Random) -> int:
    """A number of visits around a mean below 100: many people who each come seldom."""
    return sum(chance.random() < mean / 100 for _ in range(100))


def _visit(counts: Counts, day: date, journey: str, steps: Sequence[str], chance: random.Random) -> None:
    outcome = chance.choices(list(_OUTCOMES), list(_OUTCOMES.values()))[0]
    week = week_of(day.isoformat())
    # Who leaves on the way does so early; the others come to one of the last pages.
    near = min(int(chance.expovariate(0.9)), len(steps) - 1)
    step = steps[near] if outcome == "left" else steps[-1 - near]
    counts[day.isoformat(), "visits", journey, "", ""] += 1
    counts[week, "outcomes", journey, "", outcome] += 1
    counts[week, "last_steps", journey, step, ""] += 1
    counts[week, "minutes", "", "", ""] += chance.randint(1, 9)


def wire_rows(kiosk: str, counts: Counts) -> Iterator[WireRow]:
    """As they leave the kiosk: small cells of a week folded into one."""
    sent: Counts = Counter()
    for (period, event, journey, step, outcome), n in counts.items():
        small = n < _FOLD_BELOW and event in ("outcomes", "last_steps")
        sent[(period, event, FOLDED, FOLDED, FOLDED) if small else (period, event, journey, step, outcome)] += n
    for (period, event, journey, step, outcome), n in sent.items():
        yield WireRow(kiosk, period, event, journey, step, outcome, n)  # type: ignore[arg-type]
