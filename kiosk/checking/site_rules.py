"""Official sites: steps name a guidance that is there; its pages can be told apart; its sentences are true there."""

import re
from collections.abc import Iterator
from datetime import date

from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.checking.texts import Keys
from kiosk.journey.loader import Library
from kiosk.journey.model import SiteStep
from kiosk.official_site import words
from kiosk.official_site.guidance import Cue, Guidance, GuidedPage, Pointer, several
from kiosk.official_site.loading import name_of
from kiosk.official_site.plain import holds, quoted

_MARKED = re.compile(r"\bjaunes?\b", re.IGNORECASE)
_Found = tuple[Keys, str, str, str]
"""Keys in the file, rule, message, suggestion."""


def site_findings(library: Library, lines: Lines, today: date | None, *, whole: bool = True) -> Iterator[Finding]:
    """All of them. `whole`: every file could be read, so that a guidance that is not there is really unknown."""
    yield from _steps(library, lines) if whole else ()
    for guidance in library.guidances.values():
        file = name_of(guidance.id)
        found = [*_facts(library, guidance), *_pages(guidance), *_days(guidance, today)]
        for number, page in enumerate(guidance.pages):
            found += [
                (("pages", number, "cues", which, *keys), rule, what, remedy)
                for which, cue in enumerate(page.cues)
                for keys, rule, what, remedy in _cue(page, cue)
            ]
        for keys, rule, what, remedy in found:
            yield Finding(file, lines.of(file, *keys), rule, what, remedy)


def _steps(library: Library, lines: Lines) -> Iterator[Finding]:
    for journey in library.journeys.values():
        for number, step in enumerate(journey.steps):
            if isinstance(step, SiteStep) and step.guidance and step.guidance not in library.guidances:
                line = lines.of(f"{journey.id}.yaml", "steps", number, "guidance")
                message = f"step {step.id!r}: there is no {name_of(step.guidance)}"
                remedy = f"write it, or name one of: {', '.join(sorted(library.guidances)) or 'none is there'}"
                yield Finding(f"{journey.id}.yaml", line, "guidance-unknown", message, remedy)


def _facts(library: Library, guidance: Guidance) -> Iterator[_Found]:
    for number, fact in enumerate(guidance.facts):
        if library.facts and fact not in library.facts:
            message = f"the fact {fact!r} is not in facts.yaml"
            yield ("facts", number), "fact-unknown", message, "name a fact that is there"


def _pages(guidance: Guidance) -> Iterator[_Found]:
    seen: dict[object, str] = {}
    for number, page in enumerate(guidance.pages):
        conditions = (_set(page.url), _set(page.text), _set(page.heading), page.element)
        if conditions in seen:
            message = f"the page {page.id!r} is never reached: {seen[conditions]!r} has the same conditions"
            yield (
                ("pages", number),
                "page-unreachable",
                message,
                "add `heading:`, `text:` or `element:` to tell them apart",
            )
        seen.setdefault(conditions, page.id)


def _days(guidance: Guidance, today: date | None) -> Iterator[_Found]:
    if guidance.verified and today and guidance.verified > today:
        yield ("verified",), "verified-later", f"{guidance.verified} has not come yet", "write the day of the check"


def _cue(page: GuidedPage, cue: Cue) -> Iterator[_Found]:
    """What a sentence says of the page must hold there."""
    for key, said in (("say", cue.say), ("otherwise", cue.otherwise)):
        pointed = key == "say" and cue.point is not None
        for number, sentence in enumerate(said):
            if _MARKED.search(sentence) and not pointed:
                message = f"« {sentence} » speaks of a yellow mark, and nothing is pointed at"
                yield (key, number), "site-mark", message, "say it without the mark"
            for name in quoted(sentence):
                if name not in words.BUTTONS and not _stands_there(name, page, cue.point if pointed else None):
                    message = f"« {name} » is neither pointed at nor a condition of the page {page.id!r}"
                    yield (key, number), "site-quote", message, "quote what the site shows there, or leave it out"


def _stands_there(name: str, page: GuidedPage, pointer: Pointer | None) -> bool:
    if pointer is not None:
        return any(holds(one, name) for one in (*several(pointer.name), *several(pointer.contains)))
    element = (*several(page.element.name), *several(page.element.contains)) if page.element else ()
    return any(holds(one, name) for one in (*several(page.text), *several(page.heading), *element))


def _set(one_or_more: str | tuple[str, ...]) -> frozenset[str]:
    return frozenset(several(one_or_more))
