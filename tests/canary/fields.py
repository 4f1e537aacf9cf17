"""Every entry field of every journey, read from the journeys' own data, and what is typed there."""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from msgspec import to_builtins

from kiosk.ids import ChoiceId, JourneyId, PlaceId
from kiosk.journey.graph import all_refs
from kiosk.journey.loader import Library, Ref, load_library
from kiosk.journey.model import EntryStep
from kiosk.pages.site import Site
from kiosk.settings import Settings
from kiosk.tour import stops
from tests.edges import needs_of, site_that_books

RARE: Final = "QKJBGPH"
LATE: Final = "XZVWY"
"""Letters that seldom stand together in a language or a program; the late ones, and accents, are on the second part of
the keypad where it has two."""
LETTERS: Final = 8
FIGURES: Final = "3456789"
DIGITS: Final = 21
"""More than a number has, and none of which dates are made: memory holds many figures by chance."""
PIECE: Final = {"name": 4, "phone": 7, "email": 4}
"""Signs of the shortest piece that is looked for."""


@dataclass(frozen=True, slots=True)
class Field:
    """One entry step, and the answers that lead there."""

    ref: Ref
    kind: str
    """"name", "phone" or "email"."""
    answers: tuple[ChoiceId, ...]

    def __str__(self) -> str:
        return f"{self.ref.journey}:{self.ref.step}"


@dataclass(frozen=True, slots=True)
class Canary:
    """What one visit types into one field. A sign is another than the two before it: "qbqb" stands here and there."""

    field: Field
    keys: str
    """Signs of the keypad, in order."""

    @property
    def pieces(self) -> tuple[str, ...]:
        """Side by side and in small letters: every prefix as long as a piece, and any two pieces in a row, hold one."""
        long = PIECE[self.field.kind]
        return tuple(self.keys[at : at + long].lower() for at in range(0, len(self.keys) - long + 1, long))


def library() -> Library:
    """The journeys of the demonstration's commune."""
    return load_library(PlaceId("la_louviere"))


def settings() -> Settings:
    """A demonstration in which everything is booked and every contact asked."""
    content = library()
    return site_that_books(needs_of(content), asking=content)


def all_fields(site: Site) -> tuple[Field, ...]:
    """Each entry step of the journeys. Raises LookupError where one has become out of reach."""
    found = []
    for stop in stops(site):
        step = site.library.step(stop.ref)
        if isinstance(step, EntryStep):
            found.append(Field(stop.ref, step.field, stop.answers))
    missed = {ref for ref in all_refs(site.library) if isinstance(site.library.step(ref), EntryStep)}
    missed -= {field.ref for field in found}
    if missed:
        raise LookupError(f"no way leads to {missed}")
    return tuple(found)


def by_journey(fields: tuple[Field, ...]) -> dict[JourneyId, tuple[Field, ...]]:
    """The fields of each journey, in the order in which they are come to."""
    journeys = dict.fromkeys(field.ref.journey for field in fields)
    return {
        journey: tuple(sorted((one for one in fields if one.ref.journey == journey), key=lambda one: len(one.answers)))
        for journey in journeys
    }


def canary(field: Field, chance: Random) -> Canary:
    """Something that nobody else ever typed."""
    match field.kind:
        case "phone":
            return Canary(field, _signs(FIGURES, DIGITS, chance))
        case "email":
            return Canary(field, f"{_signs(RARE, LETTERS, chance)}@{_signs(LATE, 3, chance)}.BE")
        case _:
            return Canary(field, f"{_signs(RARE, LETTERS, chance)}É{_signs(LATE, 3, chance)}")


def write_site(settings: Settings, path: Path, idle: tuple[int, int], headset: str = "") -> None:
    """The same settings as a file for `kiosk run`; `idle`: seconds until the warning, and of the warning."""
    lines = ["[site]", 'name = "Essai"', f'commune = "{settings.site.commune}"', "demonstration = true"]
    lines += ["[office]", 'name = "Essai"', "[idle]", f"after = {idle[0]}", f"countdown = {idle[1]}"]
    lines += ["[voice]", 'engines = ["silent"]' if not headset else f'loudspeaker = "null"\nheadset = "{headset}"']
    lines += ["[providers.ici]", 'kind = "agenda"']
    for service in settings.services:
        lines += ["[[services]]", *_table(to_builtins(service), "services.")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _table(values: dict[str, object], prefix: str) -> list[str]:
    plain = [f"{key} = {_toml(value)}" for key, value in values.items() if not isinstance(value, dict)]
    tables = [
        line
        for key, value in values.items()
        if isinstance(value, dict)
        for line in (f"[{prefix}{key}]", *_table(value, f"{prefix}{key}."))
    ]
    return plain + tables


def _toml(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _signs(alphabet: str, count: int, chance: Random) -> str:
    signs = ""
    while len(signs) < count:
        signs += chance.choice([sign for sign in alphabet if sign not in signs[-2:]])
    return signs
