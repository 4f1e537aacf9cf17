"""The parts of a page with words of a site: as whole as any, and nothing of those words is remembered."""

from dataclasses import replace

import pytest

from kiosk.page import InfoPage, Line, Page, SiteEntryPage
from screens.panel import panel_for
from screens.remembered_site import bare
from tests.pilot import Pilot
from tests.screens.site_gallery import SITE_PAGES

NAMES = ("site-champ", "site-champ-faux", "site-secret", "site-telephone")


def parts(page: Page, size: tuple[int, int]) -> tuple[Page, ...]:
    from screens.remembered import parts_of

    return parts_of(page, panel_for(*size))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(800, 480), (1280, 800)])
def test_every_part_has_the_words_and_the_parts_all_the_keys(pilot: Pilot, size: tuple[int, int], name: str) -> None:
    page = SITE_PAGES[name]
    assert isinstance(page, SiteEntryPage)
    assert pilot.window is not None
    found = parts(page, size)
    keypads = [part for part in found if isinstance(part, SiteEntryPage)]
    assert all((part.field, part.value, part.official) == (page.field, page.value, page.official) for part in keypads)
    assert {key.id for part in keypads for key in part.keys if key.label} == {key.id for key in page.keys if key.label}
    assert {line for part in found for line in part.lines} == set(page.lines)
    assert all(isinstance(part, SiteEntryPage | InfoPage) for part in found)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_remembered_holds_no_word_of_site_or_visitor(name: str) -> None:
    page = SITE_PAGES[name]
    assert isinstance(page, SiteEntryPage)
    kept = repr(bare(page))
    words = (page.field, page.value.text, page.official.name, page.official.host, *(line.text for line in page.lines))
    assert [word for word in words if word and word in kept] == []
    assert bare(page) == bare(replace(page, field="Autre", value=Line("x", personal=True)))


def test_a_passing_page_is_not_remembered(pilot: Pilot) -> None:
    from screens import remembered

    assert pilot.window is not None
    before = remembered._known.cache_info()
    for name in ("site-liste", "site-question"):
        assert parts(SITE_PAGES[name], (1280, 800))
    after = remembered._known.cache_info()
    assert (after.hits, after.misses) == (before.hits, before.misses)


def test_another_key_does_not_cost_another_search(pilot: Pilot) -> None:
    from screens import remembered

    page = SITE_PAGES["site-champ"]
    assert pilot.window is not None
    assert isinstance(page, SiteEntryPage)
    parts(page, (1280, 800))
    misses = remembered._known.cache_info().misses
    parts(replace(page, value=Line("Vandenbrouckee", personal=True)), (1280, 800))
    assert remembered._known.cache_info().misses == misses
