"""Reads all content into one frozen `Library`."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from kiosk.errors import ContentError
from kiosk.ids import FactId, JourneyId, PlaceId, StepId
from kiosk.journey import strict_yaml
from kiosk.journey.model import HOUSE_TARGETS, Journey, Step, Target
from kiosk.journey.values import OfficeEntry, Places, Value

T = TypeVar("T")
HOME = JourneyId("accueil")
"""The journey whose first step is the resting screen."""
NO_JOURNEYS = frozenset({"facts.yaml", "national.yaml", "glossary.yaml", "personas.yaml"})
"""Files beside the journeys that are none."""


class Fact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A statement on which words rest, with where it was read and how sure it is."""

    id: FactId
    statement: str
    sources: Annotated[tuple[str, ...], Meta(min_length=1)]
    source_date: str
    confidence: str
    """"verified" (a primary source, or two that agree) or "dated" (old or single)."""
    value: str = ""
    note: str = ""


class FactFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`facts.yaml`."""

    written: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A step of a journey."""

    journey: JourneyId
    step: StepId


@dataclass(frozen=True, slots=True)
class Library:
    """All content of a site: journeys, values and offices of its commune, facts."""

    journeys: Mapping[JourneyId, Journey]
    values: Mapping[str, Value]
    offices: Mapping[str, OfficeEntry]
    facts: Mapping[FactId, Fact]
    commune: str
    folder: Path

    def journey(self, ref: Ref) -> Journey:
        """The journey of a step."""
        return self.journeys[ref.journey]

    def step(self, ref: Ref) -> Step:
        """The step itself."""
        step = self.journeys[ref.journey].step(ref.step)
        if step is None:
            raise KeyError(ref)
        return step

    def resolve(self, ref: Ref, target: Target) -> Ref | None:
        """Where a target of the step `ref` leads; None for one of the house's own."""
        if target in HOUSE_TARGETS:
            return None
        journey, _, step = target.rpartition(":")
        return Ref(JourneyId(journey) if journey else ref.journey, StepId(step))

    @property
    def home(self) -> Ref:
        """The resting screen."""
        return Ref(HOME, self.journeys[HOME].start)


def content_folder() -> Path:
    """The content that ships with the kiosk."""
    return Path(str(files("kiosk") / "journeys"))


def load_library(commune: PlaceId, folder: Path | None = None) -> Library:
    """Read every file. Raises ContentError with one line a fault found."""
    library, faults = read_library(commune, folder)
    if faults:
        raise ContentError("\n".join(faults))
    return library


def read_library(commune: PlaceId, folder: Path | None = None) -> tuple[Library, tuple[str, ...]]:
    """What can be read of the content, and one line a fault of the rest."""
    folder = folder or content_folder()
    faults: list[str] = []
    journeys = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in NO_JOURNEYS:
            journey = _read(path, Journey, faults)
            if journey is not None and journey.id != path.stem:
                faults.append(f"{path.name}:1: the id is {journey.id!r}; name it {path.stem!r} like the file")
            elif journey is not None:
                journeys[journey.id] = journey
    if HOME not in journeys:
        faults.append(f"{HOME}.yaml:1: cannot be used; the resting screen is its first step")
    national = _read(folder / "national.yaml", Places, faults) or Places(id=commune, name=commune)
    place_file = folder / "places" / f"{commune}.yaml"
    place = None
    if place_file.is_file():
        place = _read(place_file, Places, faults)
    else:
        faults.append(f"places/{commune}.yaml:1: is missing; write it, or name another commune in the settings")
    place = place or Places(id=commune, name=commune)
    facts = _read(folder / "facts.yaml", FactFile, faults)
    library = Library(
        journeys=journeys,
        values={**national.values, **place.values},
        offices={**national.offices, **place.offices},
        facts={fact.id: fact for fact in facts.facts} if facts else {},
        commune=place.name,
        folder=folder,
    )
    return library, tuple(faults)


def _read(path: Path, kind: type[T], faults: list[str]) -> T | None:
    """One file, or None and its fault."""
    try:
        return strict_yaml.load(path, kind)
    except ContentError as error:
        faults.append(f"places/{error}" if path.parent.name == "places" else str(error))
        return None
