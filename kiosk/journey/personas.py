"""Invented visitors: what each answers, page after page, and where that leads. Read for tests and for proof-readers.

`personas.yaml` explains itself. Nobody in it exists, and nobody has a name.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from kiosk.errors import ContentError
from kiosk.ids import ChoiceId, GuidanceId, JourneyId, NeedId
from kiosk.journey import strict_yaml
from kiosk.journey.loader import Library, Ref
from kiosk.journey.model import HOUSE_TARGETS, SiteStep, SlotsStep, Target, Text, options
from kiosk.walk import OTHER, OTHERWISE, Abilities, landing, offered, target_of

FILE = "personas.yaml"


class Persona(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One invented visitor."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9_]+$")]
    situation: Text
    """In French, without a name: "34 ans, carte perdue, pas de téléphone"."""
    answers: Annotated[tuple[ChoiceId, ...], Meta(min_length=1)]
    """Ids of choices from the resting screen on; "@next" for an hour chosen, a field filled, a booking made."""
    outcome: Target
    """The step that is reached, as journey:step, or "@person", "@end"."""
    bookable: frozenset[NeedId] = frozenset()
    """Needs for which this visitor's site gives appointments."""
    guided: frozenset[GuidanceId] = frozenset()
    """Official sites that this visitor's kiosk shows."""


class PersonaFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`personas.yaml`."""

    invented: Text
    """Says that nobody here exists; shown beside each situation."""
    personas: tuple[Persona, ...]


@dataclass(frozen=True, slots=True)
class Astray:
    """An answer that its page does not offer."""

    at: Ref
    answer: ChoiceId

    def __str__(self) -> str:
        return f"{self.at.journey}:{self.at.step} does not offer {self.answer!r}"


@dataclass(frozen=True, slots=True)
class Passed:
    """A visit to its last page."""

    steps: tuple[Ref, ...]
    """The pages that were seen, the resting screen first."""
    outcome: Target

    @property
    def journeys(self) -> frozenset[JourneyId]:
        """The journeys to which these pages belong."""
        return frozenset(ref.journey for ref in self.steps)


def read_personas(folder: Path) -> PersonaFile:
    """The file in a folder of content. Raises ContentError with file and line, also for an id that stands twice."""
    path = folder / FILE
    file = strict_yaml.load(path, PersonaFile)
    ids = [persona.id for persona in file.personas]
    for number, one in enumerate(ids):
        if one in ids[:number]:
            line = strict_yaml.line_in(strict_yaml.tree(path), "personas", number, "id")
            raise ContentError(f"{FILE}:{line}: two personas have the id {one!r}; give each its own")
    return file


def visit(library: Library, persona: Persona) -> Passed | Astray:
    """Walk a persona's answers, as far as each page offers them; a house target ends the walk."""
    abilities = Abilities(bookable=persona.bookable, guided=persona.guided)
    ref = library.home
    steps = [ref]
    for number, answer in enumerate(persona.answers):
        target = _target(library, ref, answer, abilities)
        there = library.resolve(ref, target) if target else None
        if target in HOUSE_TARGETS and number == len(persona.answers) - 1:
            return Passed(tuple(steps), str(target))
        if there is None:
            return Astray(ref, answer)
        ref = landing(library, there, abilities)
        steps.append(ref)
    return Passed(tuple(steps), f"{ref.journey}:{ref.step}")


def _target(library: Library, ref: Ref, answer: ChoiceId, abilities: Abilities) -> Target | None:
    """Where an answer leads that the page offers here; None for any other."""
    step = library.step(ref)
    shown = {option.id for option in offered(library, ref, abilities)}
    if (options(step) and answer not in {*shown, OTHER}) or (
        isinstance(step, SlotsStep | SiteStep) and answer == OTHERWISE
    ):
        return None
    return target_of(step, answer)
