"""All that the kiosk says of itself: nothing is left that an engine would have to guess."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.opening import open_site
from kiosk.sentences import fixed_sentences
from kiosk.settings import load
from voices.french import normalise


@pytest.fixture
def spoken(tmp_path: Path) -> list[str]:
    opened = open_site(load(None), tmp_path, lambda: datetime(2026, 11, 23, 9, tzinfo=UTC), None)
    return [normalise(text) for language, text in fixed_sentences(opened.site) if language == "fr"]


def test_no_figure_and_no_acronym_is_left(spoken: list[str]) -> None:
    assert len(spoken) > 200
    assert not [text for text in spoken if re.search(r"\d|[A-ZÉ]{2,}|[·@€%®/]", text)]


def test_no_word_is_read_in_english(spoken: list[str]) -> None:
    text = "\n\n".join(spoken)
    result = subprocess.run(
        ["espeak-ng", "-v", "fr-be", "-q", "-x", "--stdin"], input=text, capture_output=True, text=True, check=True
    )
    assert not [line for line in result.stdout.splitlines() if "(en)" in line]
    assert len(result.stdout) > len(text) / 2
