"""The buttons that lead from one part of a page to the next."""

from typing import Final, NamedTuple

from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page

MORE: Final = ChoiceId("@more")


class Words(NamedTuple):
    """What such a button is called on the way, and on the last part, where it leads back."""

    others: str
    first: str


CHOICES: Final = Words("Autres choix", "Premiers choix")
DAYS: Final = Words("Autres jours", "Début")
HOURS: Final = Words("Autres heures", "Premières heures")
FIGURES: Final = Words("Autres chiffres", "Premiers chiffres")
LETTERS: Final = Words("Autres lettres", "Premières lettres")


def further(words: Words, *, last: bool) -> Choice:
    """To the next part; on the last one, to the first."""
    icon = "arrow-counter-clockwise" if last else "arrow-right"
    return Choice(MORE, words.first if last else words.others, icon=icon, primary=False)


def onward() -> Choice:
    """To the next part of a text."""
    return Choice(MORE, "Suite", icon="arrow-right")


def leads_on(page: Page) -> bool:
    """True for a part with nothing to do but to go on."""
    return [choice.id for choice in page.choices] == [MORE]


def is_more(choice: Choice) -> bool:
    """True for a button that only leads to another part."""
    return choice.id == MORE
