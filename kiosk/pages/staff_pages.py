"""The facilitator's pages: the PIN, a new PIN, the panel. Pure; nothing of a visit is on them, and no digit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil

from kiosk.facilitator.pin import DIGITS
from kiosk.ids import ChoiceId
from kiosk.page import Choice, EntryPage, Line, OutOfServicePage
from kiosk.pages import dates, words
from kiosk.pages.house_pages import out_of_service_page
from kiosk.pages.keypad import KEY
from kiosk.staff_page import StaffBar, StaffFigure, StaffPage

SHUT = ChoiceId("@shut")
"""*Fermer*, on every page of the facilitator."""
SHUT_BUTTON = Choice(SHUT, "Fermer", icon="x-circle")
_NO_BACK = Choice(words.BACK, "Retour", icon="arrow-left", enabled=False)
BAR = (words.BACK_BUTTON, words.REPEAT_BUTTON, words.NO_BUTTON, words.PERSON_BUTTON, SHUT_BUTTON)
"""Behind a tile: the buttons stand where the visitors' do, *Fermer* where *Terminer* does."""
DOOR_BAR = (_NO_BACK, *BAR[1:])
"""Of the PIN and of the panel: *Retour* has nowhere to lead."""
FIRST_BAR = (_NO_BACK, words.REPEAT_BUTTON, words.NO_BUTTON, words.NO_BUTTON, words.NO_BUTTON)
"""Of a kiosk that has no PIN yet, and serves nobody."""
SOON = "Je reviens bientôt."
CLOSED = "C’est fermé aujourd’hui."
"""Sentences of a pause that name no hour."""
_PIN_KEYS = "123456789 0 "
"""In rows of three; a blank is a gap."""
_DOT = "\u2022"


class Ask(Enum):
    """What the keypad asks for; the value is the title."""

    PIN = "Code de l’animateur"
    WRONG = "Ce n’est pas le bon code"
    NEW = "Choisissez un code de 6 chiffres"
    AGAIN = "Tapez encore le même code"
    WEAK = "Ce code est trop facile"
    DIFFERENT = "Les 2 codes sont différents"
    CHECKING = "Je vérifie le code"


def pin_page(ask: Ask, typed: int, *, locked: float = 0.0, first: bool = False) -> EntryPage:
    """The keypad. `typed`: how many digits, and nothing else of them; `locked`: seconds until a try is let through.

    `first`: the kiosk has no PIN yet and there is no visit to go back to.
    """
    whole = typed == DIGITS and not locked and ask is not Ask.CHECKING
    label = "Ouvrir" if ask in {Ask.PIN, Ask.WRONG, Ask.CHECKING} else "Continuer"
    return EntryPage(
        title=f"Attendez {dates.duration(ceil(locked))}" if locked else ask.value,
        field="Code à 6 chiffres",
        value=Line(_DOT * typed, personal=True),
        layout="digits",
        keys=tuple(_key(sign) for sign in _PIN_KEYS),
        tools=(Choice(words.DELETE, "Effacer", icon="backspace", primary=False),),
        choices=(Choice(words.DONE, label, icon="key", enabled=whole),),
        bar=FIRST_BAR if first else DOOR_BAR,
    )


def _key(sign: str) -> Choice:
    return words.NO_BUTTON if sign == " " else Choice(ChoiceId(KEY + sign), sign, primary=False)


def panel_page(tiles: Sequence[Choice], told: str = "", known: "Known | None" = None) -> StaffPage:
    """The panel: what is known on the left, what can be done on the right; `told`: what came of the last act."""
    known = known or Known()
    return StaffPage(
        title="Espace animateur",
        lines=(Line(told),) if told else (),
        choices=tuple(tiles),
        bar=DOOR_BAR,
        figures=known.figures,
        heading=known.heading,
        bars=known.bars,
        note=known.note,
    )


@dataclass(frozen=True, slots=True)
class Known:
    """The left side of the panel."""

    figures: tuple[StaffFigure, ...] = ()
    heading: str = ""
    bars: tuple[StaffBar, ...] = ()
    note: str = ""


def pause_page(sentence: str = "") -> OutOfServicePage:
    """What visitors see while the kiosk pauses. A sentence that names an hour has no prepared clip."""
    page = replace(out_of_service_page(""), bar=words.PERSON_ALONE)
    line = Line(sentence, live=sentence not in {SOON, CLOSED})
    return replace(page, lines=(line, *page.lines)) if sentence else page


def unset_page() -> OutOfServicePage:
    """Nobody has chosen a PIN in time: without one anybody could be the facilitator."""
    page = out_of_service_page("aucun code n’est choisi. Au clavier de la borne\u00a0: kiosk pin set")
    return replace(page, bar=words.PERSON_ALONE)
