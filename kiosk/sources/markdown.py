"""The list of sources as one page that people read. French of Belgium; the same for the same content, on any day."""

import re
from collections.abc import Iterator, Sequence

from babel.dates import format_date

from kiosk.journey.loader import Fact
from kiosk.pages.words import NBSP
from kiosk.sources.shown import Given, Screen, Shown, Sources

COMMAND = "kiosk sources -o docs/sources.md"
CONFIDENCE = {
    "verified": "sûre, lue à la source ou dans deux sources d’accord",
    "dated": "à confirmer, source ancienne ou seule",
}
_MEANT = re.compile(r"([\\`*_<\[])")


def markdown(sources: Sources) -> str:
    """The whole page."""
    return "\n".join((*_head(sources), *_facts(sources), *_rest(sources)))


def _head(sources: Sources) -> Iterator[str]:
    sure = sum(one.fact.confidence == "verified" for one in sources.shown)
    yield "# Les sources de ce que la borne montre"
    yield ""
    yield f"<!-- Written by `{COMMAND}` from kiosk/journeys/. Do not edit: after a change of content, run it again. -->"
    yield ""
    yield (
        f"La borne montre {len(sources.shown)} faits{NBSP}: {sure} sont sûrs, {len(sources.shown) - sure} sont à "
        "confirmer. Chaque fait dit où il a été lu, quand, et sur quelles pages il se montre."
    )
    yield f"Trois points (…) tiennent la place d’une valeur de la commune. Cette page s’écrit avec `{COMMAND}`."
    yield ""


def _facts(sources: Sources) -> Iterator[str]:
    for one in sources.shown:
        yield f"## {one.fact.id}"
        yield ""
        yield _plain(one.fact.statement)
        yield ""
        yield from _about(one.fact)
        yield from _where(one)
        yield ""


def _about(fact: Fact) -> Iterator[str]:
    yield f"- Confiance{NBSP}: {CONFIDENCE.get(fact.confidence, fact.confidence)}"
    yield f"- Date des sources{NBSP}: {fact.source_date.replace('n.d.', 'sans date')}"
    yield f"- Sources{NBSP}: {' ; '.join(map(_source, fact.sources))}"
    if fact.note:
        yield f"- Note{NBSP}: {_plain(fact.note)}"


def _where(shown: Shown) -> Iterator[str]:
    for given in shown.given:
        yield f"- {'Guichet' if given.office else 'Valeur'}{NBSP}: {_value(given)}"
    if not shown.screens:
        yield f"- Pages{NBSP}: celles où l’on prend rendez-vous, et le ticket"
        return
    yield f"- Pages{NBSP}:"
    yield from (f"  - {_screen(screen)}" for screen in shown.screens)


def _screen(screen: Screen) -> str:
    words = " ".join(_quoted(word) for word in screen.words)
    return f"{_plain(screen.journey_title)}, {_quoted(screen.title)} (`{screen.journey}:{screen.step}`){NBSP}: {words}"


def _value(given: Given) -> str:
    used = given.used
    day = format_date(used.verified, "d MMMM y", locale="fr_BE") if used.verified else ""
    by = f", par{NBSP}: {used.by}" if used.by else ""
    checked = f"vérifié sur place le {day}{by}" if day else "jamais vérifié sur place"
    read = f", lu{NBSP}: {used.source}" if used.source else ""
    return f"`{used.name}` ({given.place}), {_quoted(used.shown)}, {checked}{read}"


def _rest(sources: Sources) -> Iterator[str]:
    if sources.loose:
        yield from ("## Valeurs sans fait", "", *(f"- {_value(one)}" for one in sources.loose), "")
    if sources.unknown:
        yield from ("## Valeurs inconnues", "", f"La borne montre une phrase à la place{NBSP}:", "")
        yield from (f"- `{one.used.name}` ({one.place}), {_quoted(one.used.shown)}" for one in sources.unknown)
        yield ""
    yield from ("## Faits qui ne se montrent pas", "", _count(sources.hidden), "")


def _count(hidden: Sequence[Fact]) -> str:
    return f"{len(hidden)} faits de `facts.yaml`{NBSP}: {', '.join(f'`{fact.id}`' for fact in hidden) or 'aucun'}."


def _source(source: str) -> str:
    whole = source.startswith(("http://", "https://")) and not source.endswith(("...", "…"))
    return f"<{source}>" if whole else _plain(source)


def _quoted(text: str) -> str:
    return f"«{NBSP}{_plain(text)}{NBSP}»"


def _plain(text: str) -> str:
    """With no sign that Markdown would read, on one line."""
    return _MEANT.sub(r"\\\1", " ".join(text.split("\n")))
