"""How ids are named on the pages, in French. Pure; the titles of journeys and steps come from the content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kiosk.events import Outcome
from kiosk.hub.cells import FOLDED, Key

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
    """Of journeys by id, of steps by (journey, step); what is not there is "Autre": no kiosk puts words on a page."""

    journeys: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def named(self, key: Key) -> Key:
        """The key as pages may have it: an id that is not of the content is folded away."""
        if key.journey not in self.journeys and key.journey not in _HOUSE:
            return key._replace(journey=FOLDED, step=key.step and FOLDED, outcome=key.outcome and FOLDED)
        if (key.journey, key.step) not in self.steps and key.step not in _HOUSE:
            key = key._replace(step=FOLDED)
        return key if key.outcome in _OUTCOMES or key.outcome in _HOUSE else key._replace(outcome=FOLDED)

    def journey(self, journey: str) -> str:
        """The name of a journey."""
        return self.journeys.get(journey) or _HOUSE.get(journey, OTHER)

    def step(self, journey: str, step: str) -> str:
        """The title of a step's page."""
        return self.steps.get((journey, step)) or _HOUSE.get(step, OTHER)

    def outcome(self, outcome: str) -> str:
        """How a visit ended."""
        return _OUTCOMES.get(outcome) or _HOUSE.get(outcome, OTHER)
