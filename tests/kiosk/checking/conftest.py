"""A copy of the real content, in which a test changes a word."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kiosk.checking.asset_rules import Assets
from kiosk.checking.content import content_findings
from kiosk.checking.finding import Finding
from kiosk.checking.format_rules import format_finding
from kiosk.checking.glossary import read_glossary
from kiosk.ids import PlaceId
from kiosk.journey.loader import content_folder, read_library

PLACE = PlaceId("la_louviere")
TODAY = date(2026, 11, 23)
DRAWN = Path(__file__).resolve().parents[3] / "screens" / "assets"
ASSETS = Assets(DRAWN / "icons", DRAWN / "fonts")
Notes = frozenset[tuple[str, str, str]]
Check = Callable[[], tuple[Finding, ...]]
Plant = Callable[..., int]


@pytest.fixture
def assets() -> Assets:
    """What the screens draw with."""
    return ASSETS


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content that ships."""
    return shutil.copytree(content_folder(), tmp_path / "journeys")


def findings_in(folder: Path) -> tuple[Finding, ...]:
    """What the rules say of the content of a folder."""
    library, unread = read_library(PLACE, folder)
    found = content_findings(library, PLACE, read_glossary(folder), ASSETS, whole=not unread, today=TODAY)
    return (*(format_finding(line) for line in unread), *found)


@pytest.fixture
def check(content: Path) -> Check:
    """What the rules say of the copy as it is now."""
    return lambda: findings_in(content)


@pytest.fixture(scope="session")
def notes() -> Notes:
    """Rule, file and message of what is noted of the content that ships."""
    return frozenset((one.rule, one.file, one.message) for one in findings_in(content_folder()))


@pytest.fixture
def plant(content: Path) -> Plant:
    """Change words of a file of the copy: `plant(file, old, new)`; the first line that is another one than before."""

    def change(file: str, old: str, new: str, *, everywhere: bool = False) -> int:
        path = content / file
        before = path.read_text(encoding="utf-8")
        assert old in before
        after = before.replace(old, new) if everywhere else before.replace(old, new, 1)
        path.write_text(after, encoding="utf-8")
        lines = zip([*before.splitlines(), ""], after.splitlines(), strict=False)
        return next(number for number, (old_line, new_line) in enumerate(lines, 1) if old_line != new_line)

    return change
