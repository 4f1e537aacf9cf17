"""What the words of a step rest on: its facts, and the values and offices that are put into them, each with its age."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kiosk.ids import FactId
from kiosk.journey.loader import Fact, Library
from kiosk.journey.model import Step
from kiosk.journey.values import NAMED, OfficeEntry, Value, fill, is_fresh


class Age(Enum):
    """What is to be thought of a value of a place, or of an office."""

    UNKNOWN = "unknown"
    """There is none: the fallback sentence is shown."""
    NEVER = "never"
    """Nobody has checked it at the place."""
    OLD = "old"
    """Checked longer ago than values stay fresh, or on a day that has not come."""
    UNTOLD = "untold"
    """Checked, but there is no trusted clock to say how long ago."""
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class Used:
    """A value or an office that a step shows."""

    name: str
    """As the files call it."""
    shown: str
    """Its text or, where it is unknown, the sentence that stands in for it."""
    within: str
    """The sentence of the step that shows it, filled; of an office, the same as `shown`."""
    age: Age
    verified: date | None
    by: str
    """The role of who checked it; empty: nobody has, or nothing says who."""
    fact: FactId
    """Empty: it names none."""
    source: str = ""
    """Where it was read, when that is no fact; empty: nothing says where."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a step rests on."""

    facts: tuple[Fact, ...] = ()
    """Those that the step names, then those of its values and offices; each once. Unknown ones are left out."""
    used: tuple[Used, ...] = ()


def evidence_of(library: Library, step: Step, today: date | None, offices: Iterable[str] = ()) -> Evidence:
    """What this step rests on. `offices`: names of those that its page shows; `today` None: no trusted clock."""
    within = {name: sentence for sentence in reversed(step.text) for name in reversed(NAMED.findall(sentence))}
    used = [
        of_value(name, library.values[name], today, fill(sentence, library.values, today).text)
        for name, sentence in reversed(within.items())
        if name in library.values
    ]
    used += [of_office(name, library.offices[name], today) for name in offices if name in library.offices]
    ids = dict.fromkeys((*step.facts, *(one.fact for one in used)))
    return Evidence(tuple(library.facts[one] for one in ids if one in library.facts), tuple(used))


def of_value(name: str, value: Value, today: date | None, within: str = "") -> Used:
    """A value of a place or of the country, with its age; `within` is the sentence that shows it."""
    age = _age(value.verified, today) if value.text else Age.UNKNOWN
    shown = value.text or value.fallback
    return Used(name, shown, within or shown, age, value.verified, value.by, value.fact, value.source)


def of_office(name: str, office: OfficeEntry, today: date | None) -> Used:
    """An office, with its age."""
    shown = ", ".join((office.name, *office.address))
    return Used(
        name, shown, shown, _age(office.verified, today), office.verified, office.by, office.fact, office.source
    )


def _age(verified: date | None, today: date | None) -> Age:
    if verified is None:
        return Age.NEVER
    if today is None:
        return Age.UNTOLD
    return Age.FRESH if is_fresh(verified, today) else Age.OLD
