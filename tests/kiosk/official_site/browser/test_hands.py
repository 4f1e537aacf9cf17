"""A finger of ours does to a page what a visitor's would, and only where it really is."""

from collections.abc import Iterator

import pytest

from kiosk.official_site.protocol import Glass
from tests.official_pages import GLASS, Page, paged


@pytest.fixture(scope="module")
def browser(user: str) -> Iterator[Page]:
    with paged(user) as found:
        yield found


@pytest.fixture
def page(browser: Page) -> Page:
    browser.hands.fit(GLASS)
    browser.open("touches.html")
    browser.driven.run("history.replaceState(0, '', location.pathname)")
    return browser


def heard(page: Page, what: str) -> bool:
    return page.driven.until(lambda: what in page.driven.run("heard"))


def test_an_element_out_of_sight_is_scrolled_to_and_touched(page: Page) -> None:
    assert page.hands.activate(page.named("Terminer", "button").node) is None
    assert heard(page, "click last")
    assert "touchstart last" in page.driven.run("heard")
    assert page.driven.run("scrollY") > 1000


def test_a_link_over_two_lines_is_touched_on_one_of_them(page: Page) -> None:
    page.hands.activate(page.named("lisez les conditions de la commune", "link").node)
    assert heard(page, "click long")


def test_a_box_that_is_drawn_by_its_label_is_touched_there(page: Page) -> None:
    page.hands.activate(page.named("Je suis d’accord", "checkbox").node)
    assert heard(page, "change drawn")
    assert page.driven.run("document.querySelector('#drawn').checked")


def test_what_lies_over_an_element_is_told_and_nothing_pressed(page: Page) -> None:
    over = page.hands.activate(page.named("Caché dessous", "button").node)
    assert over is not None
    assert (over.role, over.name) == ("text", "Ce site utilise des cookies")
    assert page.driven.run("heard") == []


def test_a_field_holds_the_new_text_instead_of_the_old_and_its_page_hears_of_it(page: Page) -> None:
    field = page.named("Nom", "textbox").node
    page.hands.fill(field, "Élise Dupont")
    assert page.driven.run("document.querySelector('#name').value") == "Élise Dupont"
    assert {"input name", "keyup name", "change name", "blur name"} <= set(page.driven.run("heard"))
    page.hands.fill(field, "")
    assert page.driven.run("document.querySelector('#name').value") == ""


def test_a_field_that_proposes_is_not_left(page: Page) -> None:
    page.hands.fill(page.named("Rue", "combobox").node, "Rue du")
    assert page.driven.run("document.activeElement.id") == "street"


@pytest.mark.parametrize(("name", "field", "text"), [("Jour", "day", "2026-11-24"), ("Heure", "hour", "10:30")])
def test_days_and_hours_are_filled_in_by_their_value(page: Page, name: str, field: str, text: str) -> None:
    page.hands.fill(page.named(name, "textbox").node, text)
    assert page.driven.run(f"document.querySelector('#{field}').value") == text
    assert f"change {field}" in page.driven.run("heard")


def test_an_option_is_counted_as_the_view_shows_it(page: Page) -> None:
    town = page.named("Commune", "combobox")
    assert town.options == ("Choisissez", "Mons")
    page.hands.pick(town.node, 1)
    assert page.driven.run("document.querySelector('#town').value") == "Mons"
    assert "change town" in page.driven.run("heard")
    assert page.named("Commune", "combobox").chosen == "Mons"


def test_of_a_list_for_several_each_is_chosen_and_left_again(page: Page) -> None:
    several = page.named("Documents", "listbox").node
    chosen = "[...document.querySelector('#several').selectedOptions].map(one => one.value)"
    page.hands.pick(several, 0)
    page.hands.pick(several, 1)
    assert page.driven.run(chosen) == ["Photo", "Carte"]
    page.hands.pick(several, 0)
    assert page.driven.run(chosen) == ["Carte"]


def test_radios_and_drawn_lists_are_chosen_by_touch(page: Page) -> None:
    group = page.named("Déjà inscrit", "radiogroup")
    assert group.options == ("Oui", "Non")
    page.hands.pick(group.node, 1)
    assert heard(page, "change no")
    page.hands.pick(page.named("Service", "listbox").node, 1)
    assert heard(page, "click travel")


def test_lists_and_calendars_of_the_browser_are_never_opened(page: Page) -> None:
    """They would open beside the picture, and stay there."""
    for name, role in (("Commune", "combobox"), ("Jour", "textbox")):
        page.hands.activate(page.named(name, role).node)
    page.driven.rest(0.2)
    assert not [one for one in page.driven.run("heard") if one.startswith(("touchstart", "click"))]


def test_a_page_is_moved_by_its_viewport_less_a_line(page: Page) -> None:
    page.hands.scroll(1)
    extent = page.view().extent
    assert extent.height - 40 <= extent.top < extent.height
    page.hands.scroll(-1)
    assert page.view().extent.top == 0
    page.hands.scroll(9)
    assert not page.view().extent.goes_on


def test_a_dialog_that_fills_the_viewport_is_what_is_moved(page: Page) -> None:
    page.driven.run(
        "document.body.insertAdjacentHTML('beforeend', '<div id=over style=\"position: fixed; inset: 0; overflow: auto;"
        ' background: white"><div style="height: 3000px">Conditions</div></div>\')'
    )
    page.hands.scroll(1)
    assert page.driven.run("[scrollY, document.querySelector('#over').scrollTop > 300]") == [0, True]
    assert page.view().extent.whole == 3000


def test_the_field_stays_in_sight_when_the_keyboard_comes(page: Page) -> None:
    """The glass becomes smaller; letters keep their size."""
    node = page.named("Terminer", "button").node
    page.hands.show(node)
    page.hands.fit(Glass(1280, 240, 1.25))
    box = page.named("Terminer", "button").box
    assert box is not None
    assert box.top >= 0
    assert box.top + box.height <= 240 / 1.25
    assert page.driven.run("[innerWidth, innerHeight]") == [1024, 192]
