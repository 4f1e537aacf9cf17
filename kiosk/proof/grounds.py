"""Pure: what a step rests on, in words for a proof-reader: how sure each thing is, where and when it was read."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from babel.dates import format_date

from kiosk.journey.evidence import Age, Evidence, Used
from kiosk.journey.loader import Fact

CONFIDENCE = {
    "verified": ("Sûr", "lu à la source, ou dans deux sources d’accord"),
    "dated": ("À confirmer", "source ancienne, ou une seule source"),
}
"""By a fact's confidence: a mark, and what it means."""
_UNSURE = ("Pas sûr", "demandez à une personne du service")
AGES = {
    Age.UNKNOWN: "Inconnu ici. La borne montre cette phrase à la place.",
    Age.NEVER: "Jamais vérifié sur place.",
    Age.OLD: "À vérifier de nouveau\u00a0: vérifié le {day}, il y a plus de 180 jours.",
    Age.UNTOLD: "Vérifié le {day}. L’ordinateur ne connaît pas la date d’aujourd’hui.",
    Age.FRESH: "Vérifié le {day}.",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing on which a step rests: a value of a place, or a fact."""

    text: str
    mark: str
    good: bool
    """False: the mark is a warning."""
    meaning: str = ""
    """Of the mark."""
    date: str = ""
    """Of the sources, as they give it."""
    sources: tuple[tuple[str, str], ...] = ()
    """Each as a name and a web address; the address is empty where there is none to follow."""
    note: str = ""


def grounds_of(evidence: Evidence) -> tuple[Ground, ...]:
    """The values first: they are what changes."""
    return (*map(_of_value, evidence.used), *map(_of_fact, evidence.facts))


def _of_value(used: Used) -> Ground:
    day = format_date(used.verified, "d MMMM y", locale="fr_BE") if used.verified else ""
    by = f" Par\u00a0: {used.by}." if used.by else ""
    read = f" Lu\u00a0: {used.source}." if used.source else ""
    return Ground(f"«\u00a0{used.within}\u00a0»", AGES[used.age].format(day=day) + by + read, used.age is Age.FRESH)


def _of_fact(fact: Fact) -> Ground:
    mark, meaning = CONFIDENCE.get(fact.confidence, _UNSURE)
    date = fact.source_date.replace("n.d.", "sans date")
    return Ground(
        fact.statement, mark, fact.confidence == "verified", meaning, date, tuple(map(_source, fact.sources)), fact.note
    )


def _source(source: str) -> tuple[str, str]:
    host = urlsplit(source).hostname or ""
    cut = not host or source.endswith(("...", "…"))  # written down in part: it leads nowhere
    return host.removeprefix("www.") or source, "" if cut else source
