"""What the first picture does not need, no start imports: a Pi pays for each module while nobody has touched it."""

import json
import subprocess
import sys

import pytest

from tests.house.rules import ROOT

_READ = {
    "kiosk.official_site",
    "kiosk.official_site.events",
    "kiosk.official_site.guidance",
    "kiosk.official_site.hosts",
    "kiosk.official_site.loading",
    "kiosk.official_site.protocol",
}
"""The guidance of official sites is read with the journeys: what leads to none that can be used is passed over."""
_FOUND = {
    "kiosk.official_site.browser",
    "kiosk.official_site.browser.program",
    "kiosk.official_site.browser.supply",
}
"""Whether there is a browser is known at once."""
_OF_SITES = (
    "kiosk.official_site",
    "kiosk.pages.official",
    "kiosk.pages.site_",
    "kiosk.site_",
    "screens.site_screen",
    "screens.widgets.glass",
)
_LARGE = {"babel", "holidays", "icalendar", "num2words", "phonenumbers", "regex", "requests", "segno", "sqlite_utils"}
"""Libraries for what few visitors come to, or for the background."""

Imported = tuple[frozenset[str], frozenset[str]]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Modules at the resting screen, and on the official site."""
    command = [sys.executable, "-m", "tests.house.starting_child", str(tmp_path_factory.mktemp("data"))]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120).stdout
    lists = [frozenset(json.loads(line)) for line in told.splitlines() if line.startswith("[")]
    at_rest, on_the_site = lists
    return at_rest, on_the_site


def of_sites(modules: frozenset[str]) -> set[str]:
    """Those that only a visit to an official site needs."""
    return {one for one in modules if one.startswith(_OF_SITES)} - _READ - _FOUND


def test_what_guides_through_official_sites_comes_with_the_first_visitor_there(imported: Imported) -> None:
    at_rest, on_the_site = imported
    assert of_sites(at_rest) == set()
    assert {"kiosk.site_flow", "kiosk.pages.site_pages", "screens.widgets.glass"} <= of_sites(on_the_site)


def test_no_large_library_keeps_the_first_picture_waiting(imported: Imported) -> None:
    assert _LARGE & imported[0] == set()
