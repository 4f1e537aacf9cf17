"""All that the kiosk says of itself: nothing is left that an engine would have to guess."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.opening import open_site
from kiosk.sentences import fixed_sentences
from kiosk.settings import load
from tests.phonemes import phonemes
from voices.french import normalise
from voices.lexicon import pronounced


@pytest.fixture
def spoken(tmp_path: Path) -> dict[str, str]:
    """Each fixed sentence as it is said."""
    opened = open_site(load(None), tmp_path, lambda: datetime(2026, 11, 23, 9, tzinfo=UTC), None)
    return {text: normalise(text) for language, text in fixed_sentences(opened.site) if language == "fr"}


def test_no_figure_and_no_acronym_is_left(spoken: dict[str, str]) -> None:
    assert len(spoken) > 200
    left = r"\d|[A-ZÉ]{2,}|[·@€%®/&+=<>~§«»_|*#\[\]\u00a0\u202f]|\w\(\w"
    assert not [text for text in spoken.values() if re.search(left, text)]


def test_saying_them_twice_changes_nothing(spoken: dict[str, str]) -> None:
    assert not [text for text in spoken.values() if normalise(text) != text]


def test_no_word_is_read_in_english(spoken: dict[str, str]) -> None:
    words = [pronounced(text) for text in spoken.values()]
    assert not [text for text, sound in zip(words, phonemes(words), strict=True) if "(en)" in sound]


def test_no_sentence_is_silent_and_each_full_stop_is_a_pause(spoken: dict[str, str]) -> None:
    words = list(spoken.values())
    for text, sound in zip(words, phonemes(words), strict=True):
        assert sound
        assert sound.count("|") >= len(re.findall(r"[.!?:] (?=[^\W\d_])", text)), text
