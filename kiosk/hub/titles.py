"""How ids are named on the pages, in French. Pure; the titles of journeys and steps come from the content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kiosk.events import Outcome
from kiosk.hub.cells import FOLDED

_OUTCOMES: Final = {
    Outcome.BOOKED.value: "rendez-vous pris",
    Outcome.REQUESTED.value: "rendez-vous demandé",
    Outcome.PHONE.value: "par téléphone",
    Outcome.ONLINE.value: "en ligne",
    Outcome.COUNTER.value: "au guichet",
    Outcome.PERSON.value: "avec une personne",
    Outcome.INFORMATION.value: "renseignement",
    Outcome.LEFT.value: "visite arrêtée en chemin",
}
OTHER: Final = "Autre"
_HOUSE: Final = {FOLDED: OTHER, "": "Sans parcours", "@unknown": OTHER}


@dataclass(frozen=True, slots=True)
class Titles:
    """Of journeys by id, of steps by (journey, step); what is not there is called by its id."""

    journeys: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def journey(self, journey: str) -> str:
        """The name of a journey."""
        return self.journeys.get(journey) or _HOUSE.get(journey, journey)

    def step(self, journey: str, step: str) -> str:
        """The title of a step's page."""
        return self.steps.get((journey, step)) or _HOUSE.get(step, step)

    def outcome(self, outcome: str) -> str:
        """How a visit ended."""
        return _OUTCOMES.get(outcome) or _HOUSE.get(outcome, outcome)
