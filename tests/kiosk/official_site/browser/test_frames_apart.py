"""A frame of another site may have a process of its own, with numbers and a viewport of its own: nobody notices."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.official_site.browser import hit
from kiosk.official_site.browser.program import found
from kiosk.official_site.view import State
from tests.official_pages import COMMUNE, Page, paged


@pytest.fixture(scope="module")
def page(user: str) -> Iterator[Page]:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "each-site-apart")
        program.write_text(f'#!/bin/sh\nexec {found()} --site-per-process "$@"\n', encoding="ascii")
        for path in (program, program.parent):
            path.chmod(0o755)
        with paged(user, str(program)) as browser:
            browser.base = browser.base.replace("127.0.0.1", COMMUNE)
            browser.open("ailleurs.html")
            assert browser.driven.until(lambda: bool(browser.frames.apart)), "the frame has no process of its own"
            assert browser.driven.until(lambda: "Novembre" in [one.name for one in browser.view().elements])
            yield browser


def test_it_is_read_where_it_stands(page: Page) -> None:
    names = [one.name for one in page.view().elements]
    order = ["Rendez-vous", "Novembre", "Mardi 24", "Continuer"]
    assert [one for one in names if one in order] == order
    numbers = [one.node for one in page.view().elements]
    assert len(numbers) == len(set(numbers))


def test_a_finger_finds_what_the_view_shows(page: Page) -> None:
    for name, role in (("Mardi 24", "button"), ("Le matin", "checkbox"), ("Continuer", "button")):
        page.hands.show(page.named(name, role).node)
        element = page.named(name, role)
        assert element.box is not None
        x, y = element.box.left + element.box.width / 2, element.box.top + element.box.height / 2
        assert hit.under(page.talk, page.frames, x, y, page.notes) == element


def test_it_is_touched_and_scrolled_to(page: Page) -> None:
    assert page.hands.activate(page.named("Le matin", "checkbox").node) is None
    assert page.driven.until(lambda: State.UNCHECKED in page.named("Le matin", "checkbox").states)
    page.hands.show(page.named("Le matin", "checkbox").node)
    assert page.named("Mois suivant", "button").box is None, "its frame cuts it off"
    page.hands.show(page.named("Mois suivant", "button").node)
    box = page.named("Mois suivant", "button").box
    frame = page.driven.run("document.querySelector('#elsewhere').getBoundingClientRect().toJSON()")
    assert box is not None
    assert frame["top"] < box.top < frame["bottom"] - box.height
