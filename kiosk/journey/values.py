"""Values that change (phones, addresses): named, dated, each with a sentence for when it is unknown.

A sentence that holds `{name}` is filled from the commune's file, then from the country's. A value that is unknown is
replaced by its fallback sentence; one verified too long ago, or never, brings a note with it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from msgspec import Struct

from kiosk.ids import FactId, PlaceId
from kiosk.journey.model import Text

FRESH_FOR = timedelta(days=180)
"""A value verified longer ago is shown "à vérifier avec une personne" (wording rule 8)."""
UNKNOWN = "Demandez à une personne."
NAMED = re.compile(r"\{([a-z_0-9]+)\}")


class Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value. `verified` is the day on which a person checked it at the place; empty: never."""

    fallback: Text
    text: str = ""
    fact: FactId = FactId("")
    verified: date | None = None


class OfficeEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where one is received; `address` is street, then postcode and town, empty when unknown."""

    name: Text
    address: tuple[Text, ...] = ()
    fact: FactId = FactId("")
    verified: date | None = None


class Places(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of `kiosk/journeys/places/`, or the country's own `national.yaml`."""

    id: PlaceId
    name: Text
    values: dict[str, Value] = {}
    offices: dict[str, OfficeEntry] = {}


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


def is_fresh(verified: date | None, today: date | None) -> bool:
    """Whether a check on that day still counts; without a trusted clock (`today` None) nothing can be called stale."""
    return verified is not None and (today is None or today - verified <= FRESH_FOR)


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
