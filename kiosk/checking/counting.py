"""Sentences and words as a reader counts them, and the most that there may be."""

import re

TITLE_WORDS, SENTENCE_WORDS, LABEL_WORDS, SENTENCES, CHOICES = 8, 14, 5, 2, 4
"""Limits of the wording rules."""
SENTENCE_WORDS_AT_BEST = 12
"""What a sentence should have; more is worth a note."""
_WORD = re.compile(r"[\w’'@.-]*\w[\w’'@.-]*")
_GROUPS = re.compile(r"(?<=\d)[ \u00a0](?=\d)")
_END = re.compile(r"(?<=[.!?])\s+(?=[«\s]*[A-ZÀ-Ý0-9])")


def word_count(text: str) -> int:
    """Words: a number in groups (a telephone's) and an address count as one, lone punctuation as none."""
    return len(_WORD.findall(_GROUPS.sub("", text).replace("\u00a0", " ")))


def sentences(text: str) -> list[str]:
    """The sentences of a text; what somebody says between « and » belongs to the sentence around it."""
    return [one for one in _END.split(text) if one]
