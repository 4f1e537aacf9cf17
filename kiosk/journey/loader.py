"""Reads all content into one frozen `Library`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from importlib.resources import files
from pathlib import Path
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from kiosk.errors import ContentError
from kiosk.ids import FactId, GuidanceId, JourneyId, PlaceId, StepId
from kiosk.journey import strict_yaml
from kiosk.journey.model import HOUSE_TARGETS, Journey, SiteStep, Step, Target
from kiosk.journey.place_sites import faults_of_place, faults_of_steps, of_commune
from kiosk.journey.tidy import tidy_places
from kiosk.journey.values import OfficeEntry, OwnPlaces, Places, Value, offices_over, values_over
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.loading import read_guidances

T = TypeVar("T")
HOME = JourneyId("accueil")
"""The journey whose first step is the resting screen."""
NO_JOURNEYS = frozenset({"facts.yaml", "national.yaml", "glossary.yaml", "personas.yaml"})
"""Files beside the journeys that are none."""
MODEL = PlaceId("_modele")
"""The file of no commune: what every commune may fill in, and what is said until it has."""


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
    place_file: Path
    """The commune's file, here or among the kiosk's own files; it may be missing."""
    guidances: Mapping[GuidanceId, Guidance] = field(default_factory=dict)
    """Of official sites, those whose file can be used; the kiosk's own file wins over the one that ships."""

    @property
    def led_to(self) -> frozenset[GuidanceId]:
        """The official sites to which a step of this commune's kiosks leads."""
        steps = (step for journey in self.journeys.values() for step in journey.steps)
        return frozenset(one.guidance for one in steps if isinstance(one, SiteStep)).intersection(self.guidances)

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


def file_of_place(commune: PlaceId, data: Path | None = None, folder: Path | None = None) -> Path:
    """The file of a commune: the site's own under the kiosk's `data`, which wins, or the one that ships."""
    own = place_path(data, commune) if data else None
    return own if own and own.is_file() else place_path(folder or content_folder(), commune)


def place_path(folder: Path, commune: PlaceId) -> Path:
    """Where the file of a commune lies, in the content or in the kiosk's own files."""
    return folder / "places" / f"{commune}.yaml"


def load_library(commune: PlaceId, folder: Path | None = None, place_file: Path | None = None) -> Library:
    """Read every file. Raises ContentError with one line a fault found."""
    library, faults = read_library(commune, folder, place_file)
    if faults:
        raise ContentError("\n".join(faults))
    return library


def read_library(
    commune: PlaceId, folder: Path | None = None, place_file: Path | None = None
) -> tuple[Library, tuple[str, ...]]:
    """What can be read of the content, and one line a fault of the rest. `place_file`: not the one that ships."""
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
    model = _read(place_path(folder, MODEL), Places, faults) or Places(id=commune, name=commune)
    place_file = place_file or place_path(folder, commune)
    place = _read_own(place_file, commune, faults)
    shipped = place_path(folder, commune)
    below = _read_own(shipped, commune, faults) if place_file != shipped and shipped.is_file() else None
    layers = (below, place) if below else (place,)
    facts = _read(folder / "facts.yaml", FactFile, faults)
    values = reduce(values_over, (one.values for one in layers), {**national.values, **model.values})
    folders = (folder, *_beside(place_file, folder))
    guidances, unusable = _all_guidances(folders)
    faults += faults_of_steps(journeys.values(), values, guidances, folder)
    faults += faults_of_place(place.values, guidances, place_file, folders)
    library = Library(
        journeys=of_commune(journeys, values, guidances),
        values=values,
        offices=reduce(offices_over, (one.offices for one in layers), {**national.offices, **model.offices}),
        facts={fact.id: fact for fact in facts.facts} if facts else {},
        commune=place.name,
        folder=folder,
        place_file=place_file,
        guidances=guidances,
    )
    return library, (*faults, *unusable)


def _beside(place_file: Path, folder: Path) -> tuple[Path, ...]:
    """The folder of a kiosk's own content, in whose `places/` the commune's file lies; none where that ships."""
    own = place_file.parent.parent
    return (own,) if place_file.parent.name == "places" and own != folder else ()


def _all_guidances(folders: tuple[Path, ...]) -> tuple[dict[GuidanceId, Guidance], tuple[str, ...]]:
    """Those of each folder, the later over the earlier; and one line a fault."""
    read = [read_guidances(one) for one in folders]
    found = {name: guidance for guidances, _ in read for name, guidance in guidances.items()}
    return found, tuple(fault for _, faults in read for fault in faults)


def _read_own(path: Path, commune: PlaceId, faults: list[str]) -> OwnPlaces:
    """What a commune's file says, as it is printed; nothing where it cannot be used."""
    place = None
    if not path.is_file():
        faults.append(f"places/{commune}.yaml:1: is missing; write it, or name another commune in the settings")
    else:
        place = _read(path, OwnPlaces, faults)
    if place is not None and place.id != path.stem:
        faults.append(f"places/{path.name}:1: the id is {place.id!r}; name it {path.stem!r} like the file")
        place = None
    return tidy_places(place) if place else OwnPlaces(id=commune, name=commune)


def _read(path: Path, kind: type[T], faults: list[str]) -> T | None:
    """One file, or None and its fault."""
    try:
        return strict_yaml.load(path, kind)
    except ContentError as error:
        faults.append(f"places/{error}" if kind is OwnPlaces or path.stem == MODEL else str(error))
        return None
