"""What pages of the gallery are made of."""

from dataclasses import replace

from kiosk.ids import ChoiceId
from kiosk.page import Choice


def choice(name: str, label: str, icon: str = "", **rest: object) -> Choice:
    """A choice whose id is a plain name."""
    return replace(Choice(ChoiceId(name), label, icon=icon), **rest)  # type: ignore[arg-type]  # fields by name


BAR = (
    choice("@back", "Retour", "arrow-left"),
    choice("@repeat", "Réécouter", "speaker-high"),
    choice("@sound", "Réglages", "speaker-simple-none"),
    choice("@person", "Une personne", "hand-waving"),
    choice("@finish", "Terminer", "x-circle"),
)
