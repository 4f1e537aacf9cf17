"""The pages that ask once more before the kiosk starts anew or is switched off. Pure."""

from dataclasses import dataclass
from typing import Final

from kiosk.facilitator.acts import StaffAct
from kiosk.ids import ChoiceId
from kiosk.page import Choice, Line, NoticePage, Page, Tone, WaitingPage
from kiosk.pages.staff_pages import BAR

YES: Final = ChoiceId("power:yes")
NO: Final = ChoiceId("power:no")
SOMEBODY: Final = "Un visiteur utilise la borne. Sa visite va s’effacer."
"""Two sentences; which visit, nobody is told."""


@dataclass(frozen=True, slots=True)
class Power:
    """What one of the two says."""

    act: StaffAct
    tile: Choice
    asks: str
    yes: str
    goes: str
    then: str
    fails: str


RESTART: Final = Power(
    StaffAct.RESTART,
    Choice(ChoiceId("staff:restart"), "Redémarrer", icon="arrow-clockwise"),
    asks="Redémarrer la borne\u00a0?",
    yes="Oui, redémarrer",
    goes="La borne redémarre",
    then="Attendez l’écran d’accueil.",
    fails="La borne ne redémarre pas seule. Débranchez et rebranchez sa prise.",
)
POWER_OFF: Final = Power(
    StaffAct.POWER_OFF,
    Choice(ChoiceId("staff:off"), "Éteindre", icon="power"),
    asks="Éteindre la borne\u00a0?",
    yes="Oui, éteindre",
    goes="La borne s’éteint",
    then="Attendez l’écran noir avant de débrancher.",
    fails="La borne ne s’éteint pas seule. Débranchez sa prise.",
)


def ask_page(power: Power, *, somebody: bool) -> Page:
    """Once more; `somebody`: a visit lies underneath, and would end."""
    said = SOMEBODY.split(". ") if somebody else ()
    return NoticePage(
        title=power.asks,
        lines=tuple(Line(sentence.removesuffix(".") + ".") for sentence in said),
        icon=power.tile.icon,
        choices=(
            Choice(YES, power.yes, icon=power.tile.icon, tone=Tone.AID),
            Choice(NO, "Non, je continue", icon="arrow-left", primary=False),
        ),
        bar=BAR,
    )


def going_page(power: Power) -> Page:
    """It was asked for; soon nothing is shown any more."""
    return WaitingPage(title=power.goes, lines=(Line(power.then),), icon="hourglass", bar=BAR)
