"""A rule about one text, and the two ways to make one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.checking.finding import Finding
from kiosk.checking.texts import Kind, Text

PROSE = frozenset({Kind.TITLE, Kind.SENTENCE, Kind.LABEL, Kind.ITEM, Kind.HINT, Kind.FIELD, Kind.FALLBACK})
"""What the house writes; values and names are as the world writes them."""
ALL = frozenset(Kind)


class Wrong(NamedTuple):
    """What a rule says of a text."""

    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, the kinds of text that it looks at, and what it finds wrong in one."""

    id: str
    looks_at: frozenset[Kind]
    find: Callable[[Text], Iterator[Wrong]]
    note: bool = False

    def findings(self, text: Text) -> Iterator[Finding]:
        """What this rule says of a text."""
        if text.kind in self.looks_at:
            for message, suggestion in self.find(text):
                yield Finding(text.file, text.line, self.id, message, suggestion, self.note)


def pattern(
    rule: str, regex: str, suggestion: str, looks_at: frozenset[Kind] = PROSE, flags: re.RegexFlag = re.IGNORECASE
) -> Rule:
    """A rule that refuses what `regex` finds, once a text. `{found}` in the suggestion is what was found."""
    wanted = re.compile(regex, flags)

    def find(text: Text) -> Iterator[Wrong]:
        if found := wanted.search(text.prose):
            yield Wrong(f"« {found[0].strip()} » in « {text.text} »", suggestion.replace("{found}", found[0].strip()))

    return Rule(rule, looks_at, find)
