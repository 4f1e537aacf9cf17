"""All that is wrong with the content of one commune: the table of the rules, and what they find."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from kiosk.checking import changing_rules, length_rules, style_rules, typography_rules
from kiosk.checking.asset_rules import Assets, icon_findings
from kiosk.checking.call_rules import call_findings
from kiosk.checking.depth_rules import depth_findings
from kiosk.checking.fact_rules import fact_findings
from kiosk.checking.finding import Finding
from kiosk.checking.glossary import Glossary
from kiosk.checking.graph_rules import graph_findings
from kiosk.checking.lines import Lines
from kiosk.checking.place_rules import place_findings
from kiosk.checking.rule import Rule
from kiosk.checking.site_rules import site_findings
from kiosk.checking.texts import Text, content_texts
from kiosk.checking.value_length import length_findings
from kiosk.checking.word_rules import explanation_findings, word_rules
from kiosk.ids import PlaceId
from kiosk.journey.loader import Library

TEXT_RULES: tuple[Rule, ...] = (
    *length_rules.RULES,
    *style_rules.RULES,
    *changing_rules.RULES,
    *typography_rules.RULES,
)
"""The rules that look at one text alone; those of `word_rules` come with a glossary."""


def content_findings(
    library: Library,
    place: PlaceId,
    glossary: Glossary,
    assets: Assets,
    *,
    whole: bool = True,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Everything but spelling and letters, by file and line.

    `whole`: all files of the library could be read; `today` None: nothing is called old.
    """
    lines = Lines.of_library(library)
    texts = content_texts(library, place, lines)
    found = [*graph_findings(library, lines, whole=whole), *depth_findings(library, lines)]
    found += [*call_findings(library, lines), *site_findings(library, lines, today, whole=whole)]
    found += [*fact_findings(library, place, lines, whole=whole), *icon_findings(library, assets, lines)]
    found += text_findings(texts, glossary)
    found += [*place_findings(library, place, glossary, lines, today), *length_findings(library, place, lines)]
    for journey in library.journeys.values():
        own = [text for text in texts if text.journey == journey.id]
        found += length_rules.sentence_findings(journey, lines)
        found += explanation_findings(library, journey, own, glossary)
    return tuple(sorted(found, key=attrgetter("file", "line", "rule")))


def text_findings(texts: tuple[Text, ...], glossary: Glossary) -> Iterator[Finding]:
    """What the rules about one text say of these."""
    rules = (*TEXT_RULES, *word_rules(glossary, texts))
    for text in texts:
        for rule in rules:
            yield from rule.findings(text)
