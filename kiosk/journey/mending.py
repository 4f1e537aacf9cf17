"""What still works when a content file does not: the kiosk shows its resting screen, and the rest leads to a person."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from kiosk.ids import ChoiceId, JourneyId, StepId
from kiosk.journey.loader import HOME
from kiosk.journey.model import HOUSE_TARGETS, ChoiceStep, Journey, Option, Step, options, targets

_PERSON = "@person"
BARE_HOME = Journey(
    id=HOME,
    title="Accueil",
    start=StepId("accueil"),
    steps=(
        ChoiceStep(
            id=StepId("accueil"),
            title="Bonjour\u00a0!",
            choices=(
                Option(id=ChoiceId("aide"), label="Demander à une personne", to=_PERSON, icon="hand-waving"),
                Option(id=ChoiceId("autre"), label="Autre chose", to=_PERSON, icon="question"),
            ),
        ),
    ),
)
"""The resting screen when its own file cannot be used."""


def mended(journeys: Mapping[JourneyId, Journey]) -> dict[JourneyId, Journey]:
    """Journeys in which every way leads somewhere: what leads nowhere leads to a person.

    A journey that cannot begin, or whose appointment leads nowhere, is left out, and so on until all hold.
    """
    kept = dict(journeys)
    while broken := [journey.id for journey in kept.values() if not _usable(journey, kept)]:
        for journey_id in broken:
            del kept[journey_id]
    kept.setdefault(HOME, BARE_HOME)
    return {
        journey.id: replace(journey, steps=tuple(_with_ways(step, journey, kept) for step in journey.steps))
        for journey in kept.values()
    }


def _usable(journey: Journey, journeys: Mapping[JourneyId, Journey]) -> bool:
    fixed = (target for step in journey.steps if not options(step) for target in targets(step))
    return journey.step(journey.start) is not None and all(_leads(target, journey, journeys) for target in fixed)


def _with_ways(step: Step, journey: Journey, journeys: Mapping[JourneyId, Journey]) -> Step:
    if isinstance(step, ChoiceStep) and step.other and not _leads(step.other, journey, journeys):
        step = replace(step, other=None)
    choices = tuple(_ways(step, journey, journeys))
    return replace(step, choices=choices) if choices else step


def _ways(step: Step, journey: Journey, journeys: Mapping[JourneyId, Journey]) -> Iterator[Option]:
    for option in options(step):
        yield option if _leads(option.to, journey, journeys) else replace(option, to=_PERSON)


def _leads(target: str, journey: Journey, journeys: Mapping[JourneyId, Journey]) -> bool:
    """Whether there is such a step."""
    if target in HOUSE_TARGETS:
        return True
    name, _, step = target.rpartition(":")
    there = journeys.get(JourneyId(name)) if name else journey
    return there is not None and there.step(StepId(step)) is not None
