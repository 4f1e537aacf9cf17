"""What speech and screens add to every page by themselves, in the page's language; French of Belgium by default."""

from collections.abc import Callable
from dataclasses import dataclass, fields

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Further:
    """What the button to the next part of a page is called, and on the last part, where it leads back."""

    others: str
    first: str


@dataclass(frozen=True, slots=True)
class HouseWords:
    """The words of one language that belong to no page, or to all."""

    language: str = "fr"
    name: str = "Français"
    """The language's own name: the button of the bar."""
    touch: str = f"Vous pouvez toucher{NBSP}:"
    or_day: str = f"Ou un autre jour{NBSP}:"
    example: str = f"Exemple{NBSP}: aucun vrai rendez-vous."
    practice: str = f"C’est un exercice{NBSP}: rien n’est envoyé."
    chosen: str = "Choisi."
    have: str = "Je l’ai."
    have_not: str = "Pas encore."
    touch_it: str = "Touchez"
    repeat: str = "Réécouter"
    erased_in: str = "Tout s’efface dans"
    blind_on: str = (
        f"Mode sans voir. Glissez le doigt{NBSP}: je dis ce qu’il touche. Touchez ensuite une fois, n’importe où."
    )
    blind_off: str = "Le mode sans voir est fini."
    onward: str = "Suite"
    choices: Further = Further("Autres choix", "Premiers choix")
    days: Further = Further("Autres jours", "Début")
    hours: Further = Further("Autres heures", "Premières heures")
    figures: Further = Further("Autres chiffres", "Premiers chiffres")
    letters: Further = Further("Autres lettres", "Premières lettres")

    @property
    def ways_on(self) -> tuple[str, ...]:
        """The labels of all buttons that lead to another part of a page."""
        further = (self.choices, self.days, self.hours, self.figures, self.letters)
        return (self.onward, *(word for one in further for word in (one.others, one.first)))

    @property
    def spoken(self) -> tuple[str, ...]:
        """Everything of this that the voice says."""
        said = (self.touch, self.or_day, self.example, self.practice, self.have, self.have_not)
        return (*said, self.blind_on, self.blind_off, *self.ways_on)


FRENCH_WORDS = HouseWords()


@dataclass(frozen=True, slots=True)
class Formats:
    """How a language writes days, hours and durations. Names in braces are filled in."""

    locale: str = "fr_BE"
    """Babel's name: weekdays and months."""
    first: str = "1er"
    """The first day of a month."""
    hour: str = f"{{hours}}{NBSP}h{NBSP}{{minutes}}"
    minutes: str = f"{{minutes}}{NBSP}min{NBSP}{{seconds}}"
    seconds: str = f"{{seconds}}{NBSP}secondes"
    second: str = f"{{seconds}}{NBSP}seconde"


FRENCH_FORMATS = Formats()


def house_words(language: str, name: str, say: Callable[[str], str]) -> HouseWords:
    """The words of a language, each given by `say` from its French one."""
    given: dict[str, str | Further] = {"language": language, "name": name}
    for field in fields(HouseWords):
        french = getattr(FRENCH_WORDS, field.name)
        if isinstance(french, Further):
            given[field.name] = Further(say(french.others), say(french.first))
        elif field.name not in given:
            given[field.name] = say(french)
    return HouseWords(**given)  # type: ignore[arg-type]  # fields by name
