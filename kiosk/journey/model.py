"""A journey as frozen data: a closed union of step kinds, decoded from YAML without any code in it.

A target is a step of the same journey (`moyen`), a step of another (`forem_inscription:depart`), or one of
`@home` (the resting screen), `@person` ("Une personne vous aide"), `@counts` (the figures of the last closed week) and
`@end` (all is erased).
A sentence may hold values of places: `{commune_phone}`.
"""

from typing import Annotated

from msgspec import Meta, Struct

from kiosk.events import Outcome
from kiosk.ids import PRACTICE, ChoiceId, FactId, GuidanceId, JourneyId, NeedId, StepId
from kiosk.page import Tone

Text = Annotated[str, Meta(min_length=1)]
Target = Annotated[str, Meta(pattern=r"^(@home|@person|@counts|@end|([a-z_0-9]+:)?[a-z_0-9]+)$")]
HOUSE_TARGETS = frozenset({"@home", "@person", "@counts", "@end"})


class _Data(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping of the file: frozen, and an unknown key is an error."""


class Option(_Data, frozen=True, kw_only=True):
    """A button of a step: one possible answer."""

    id: ChoiceId
    label: Text
    to: Target
    hint: str = ""
    icon: str = ""
    tone: Tone | None = None
    when: str = ""
    """A condition of `kiosk.walk`; empty: always offered."""
    outcome: Outcome | None = None
    """What the visitor has done when this is the answer, for the counts."""


class Item(_Data, frozen=True, kw_only=True):
    """Something to bring."""

    id: ChoiceId
    label: Text
    icon: str


class _Step(_Data, tag_field="kind", frozen=True, kw_only=True):
    """What all steps share. `facts` are the ids in `facts.yaml` on which the words rest."""

    id: StepId
    title: Text
    text: tuple[Text, ...] = ()
    icon: str = ""
    facts: tuple[FactId, ...] = ()


class ChoiceStep(_Step, tag="choice", frozen=True, kw_only=True):
    """One question, two to four answers; more stand in the file only where conditions leave some of them out."""

    choices: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=6)]
    other: Target | None = None
    """Where *Autre chose* of the bar leads, on the resting screen; none: to a person."""


class InfoStep(_Step, tag="info", frozen=True, kw_only=True):
    """Something to know, and one to three ways on."""

    choices: Annotated[tuple[Option, ...], Meta(min_length=1, max_length=3)]


class ChecklistStep(_Step, tag="checklist", frozen=True, kw_only=True):
    """Things to bring, to tick off."""

    items: Annotated[tuple[Item, ...], Meta(min_length=2, max_length=6)]
    choices: Annotated[tuple[Option, ...], Meta(min_length=1, max_length=2)]


class SlotsStep(_Step, tag="slots", frozen=True, kw_only=True):
    """Real days and hours of the journey's need; `otherwise` leads on where nothing can be booked."""

    to: Target
    otherwise: Target


class SiteStep(_Step, tag="site", frozen=True, kw_only=True):
    """An official site, shown and guided; passed over by `otherwise` where it cannot be shown."""

    guidance: GuidanceId
    """Its file in `official_sites/`. In a journey's file also `{value}`: the one that the commune's file names beside
    this value. Once read, that one; empty where the commune has none."""
    to: Target
    """Where it leads when the site has confirmed, or the visitor is done with it."""
    otherwise: Target


class EntryStep(_Step, tag="entry", frozen=True, kw_only=True):
    """Something to type; passed over unless the service requires this piece of contact."""

    field: str
    """"name", "phone" or "email"."""
    label: Text
    to: Target


class RecapStep(_Step, tag="recap", frozen=True, kw_only=True):
    """What is about to be booked; confirming it books."""

    to: Target


class TicketStep(_Step, tag="ticket", frozen=True, kw_only=True):
    """The confirmed appointment: a last step."""


class OutcomeStep(_Step, tag="outcome", frozen=True, kw_only=True):
    """The last step of a path without a booking: what to remember."""

    outcome: Outcome
    choices: Annotated[tuple[Option, ...], Meta(min_length=1, max_length=3)]


Step = ChoiceStep | InfoStep | ChecklistStep | SlotsStep | SiteStep | EntryStep | RecapStep | TicketStep | OutcomeStep


class Journey(_Data, frozen=True, kw_only=True):
    """One file of `kiosk/journeys/`."""

    id: JourneyId
    title: Text
    start: StepId
    tone: Tone = Tone.INK
    sensitive: bool = False
    """True: personal matters; a headset or text alone is offered first, where there is one."""
    need: NeedId = NeedId("")
    """What its slots step books; empty: nothing; `exercice`: invented hours, and nothing is sent anywhere."""
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]

    @property
    def practice(self) -> bool:
        """Whether it is an exercise. The need alone says so: what is practised has no other to be booked for."""
        return self.need == PRACTICE

    def step(self, step_id: StepId) -> Step | None:
        """The step of that id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)


def options(step: Step) -> tuple[Option, ...]:
    """The buttons of a step that its file names."""
    match step:
        case ChoiceStep() | InfoStep() | ChecklistStep() | OutcomeStep():
            return step.choices
        case SlotsStep() | SiteStep() | EntryStep() | RecapStep() | TicketStep():
            return ()


def targets(step: Step) -> tuple[Target, ...]:
    """Everywhere a step can lead."""
    match step:
        case ChoiceStep():
            return (*(option.to for option in step.choices), *((step.other,) if step.other else ()))
        case InfoStep() | ChecklistStep() | OutcomeStep():
            return tuple(option.to for option in step.choices)
        case SlotsStep() | SiteStep():
            return (step.to, step.otherwise)
        case EntryStep() | RecapStep():
            return (step.to,)
        case TicketStep():
            return ()
