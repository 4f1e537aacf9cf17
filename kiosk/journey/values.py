"""Values that change (phones, addresses): named, dated, each with a sentence for when it is unknown.

A sentence that holds `{name}` is filled from the commune's file, then from the country's. A value that is unknown is
replaced by its fallback sentence; one verified too long ago, or never, brings a note with it. So does each value
while the clock is not trusted: nobody can tell its age then, and a number that is called sure must be.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from msgspec import Struct
from msgspec.structs import asdict, replace

from kiosk.ids import FactId, GuidanceId, PlaceId
from kiosk.journey.model import Text

FRESH_FOR = timedelta(days=180)
"""A value verified longer ago is shown "à vérifier avec une personne" (wording rule 8)."""
UNKNOWN = "Demandez à une personne."
NAMED = re.compile(r"\{([a-z_0-9]+)\}")


class Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value. `verified` is the day on which a person checked it at the place; empty: never."""

    fallback: Text
    """The whole sentence that is shown while `text` is empty."""
    text: str = ""
    fact: FactId = FactId("")
    source: str = ""
    """Where it was read, when that is no fact of `facts.yaml`: "site de la commune"."""
    verified: date | None = None
    by: str = ""
    """Who checked it: a role ("animatrice EPN"), never a name."""
    guidance: GuidanceId = GuidanceId("")
    """Of the address of an official site: its file in `official_sites/`; empty: nobody guides there."""


class OfficeEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where one is received; `address` is street, then postcode and town, empty when unknown."""

    name: Text
    address: tuple[Text, ...] = ()
    fact: FactId = FactId("")
    source: str = ""
    verified: date | None = None
    by: str = ""


class OwnValue(Value, frozen=True, kw_only=True):
    """A value of a commune's file."""

    fallback: str = ""
    """Empty: that of the layer below."""


class OwnOffice(OfficeEntry, frozen=True, kw_only=True):
    """An office of a commune's file."""

    name: str = ""
    """Empty: that of the layer below."""


class Places(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every commune has: the country's own `national.yaml`, and `places/_modele.yaml`."""

    id: PlaceId
    name: Text
    values: dict[str, Value] = {}
    offices: dict[str, OfficeEntry] = {}


class OwnPlaces(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one commune's file knows better."""

    id: PlaceId
    name: Text
    values: dict[str, OwnValue] = {}
    offices: dict[str, OwnOffice] = {}


class Trust(Enum):
    """How far a filled sentence can be relied on."""

    SURE = "sure"
    VERIFY = "verify"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Filled:
    """A sentence with its values in place."""

    text: str
    trust: Trust


def values_over(below: Mapping[str, Value], own: Mapping[str, OwnValue]) -> dict[str, Value]:
    """The values of two layers: what `own` leaves empty is that of the layer below.

    Where `own` has a text it wins; also where somebody has asked and there is none, so that it is verified and empty.
    """
    both = dict(below)
    for name, value in own.items():
        under = below.get(name)
        base = value if value.text or value.verified or under is None else under
        if under and not base.guidance and base.text == under.text:
            base = replace(base, guidance=under.guidance)  # of the same address
        fallback = value.fallback or (under.fallback if under else UNKNOWN)
        both[name] = Value(**{**asdict(base), "fallback": fallback})
    return both


def offices_over(below: Mapping[str, OfficeEntry], own: Mapping[str, OwnOffice]) -> dict[str, OfficeEntry]:
    """The offices of two layers: `own` wins; a name that it leaves empty is that of the layer below, or its key."""
    both = dict(below)
    for key, office in own.items():
        name = office.name or (below[key].name if key in below else key)
        both[key] = replace(office, name=name)
    return both


def is_fresh(verified: date | None, today: date | None) -> bool:
    """Whether a check on that day still counts: not one of the future; none while there is no trusted clock (None)."""
    return verified is not None and today is not None and timedelta(0) <= today - verified <= FRESH_FOR


def fill(sentence: str, values: Mapping[str, Value], today: date | None) -> Filled:
    """Put values into a sentence; the fallback of the first unknown value stands in for the whole sentence."""
    names = NAMED.findall(sentence)
    if any(name not in values for name in names):
        return Filled(UNKNOWN, Trust.FALLBACK)  # the file that has it cannot be read
    used = [values[name] for name in names]
    for value in used:
        if not value.text:
            return Filled(value.fallback, Trust.FALLBACK)
    text = NAMED.sub(lambda match: values[match[1]].text, sentence)
    sure = all(is_fresh(value.verified, today) for value in used)
    return Filled(text, Trust.SURE if sure else Trust.VERIFY)
