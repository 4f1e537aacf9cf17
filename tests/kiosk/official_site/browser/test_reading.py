"""A whole page is read in order, with its frames, and without a letter of what was typed."""

from collections.abc import Iterator

import pytest

from tests.official_pages import Page, paged

TYPED = "Quetzalcoatl"


@pytest.fixture(scope="module")
def page(user: str) -> Iterator[Page]:
    with paged(user) as found:
        yield found


def names(page: Page) -> list[str]:
    return [one.name for one in page.view().elements]


def test_texts_of_one_line_are_one_and_links_stand_where_they_are(page: Page) -> None:
    page.open("contenu.html")
    told = names(page)
    begin = told.index("Vous avez perdu votre carte ?")
    assert told[begin : begin + 3] == [
        "Vous avez perdu votre carte ?",
        "Lisez ce qu’il faut faire tout de suite",
        "avant de venir.",
    ]
    assert told.index("Lundi") + 1 == told.index("9:00 à 12:00")
    assert "Décoration" not in told


def test_frames_and_shadows_are_read_where_they_stand(page: Page) -> None:
    page.open("cadres.html")
    told = names(page)
    order = ["Choisissez dans l’agenda", "Novembre", "Mardi 24", "Obtenir de l’aide", "Numéro national"]
    order += ["Choisir ce jour", "Suivant", "Annuler la demande"]
    places = [told.index(name) for name in order]
    assert places == sorted(places)


def test_the_page_itself_is_told_too(page: Page) -> None:
    page.open("langues.html")
    view = page.view()
    assert (view.url, view.title, view.language) == (f"{page.base}/langues.html", "Afspraak maken", "nl-BE")
    page.open("formulaire.html")
    assert page.view().extent.goes_on
    assert page.view().has_before


def test_a_place_is_where_the_element_is_seen_also_after_scrolling(page: Page) -> None:
    page.open("cadres.html")
    page.hands.show(page.named("Mois suivant", "button").node)
    for name in ("Mois suivant", "Choisir ce jour"):
        element = page.named(name, "button")
        assert element.box is not None
        found = page.under("#frame >> #below" if name == "Mois suivant" else "#nested >> #inner >> #deep")
        assert found is not None
        assert (found.node, found.name) == (element.node, name)
    # `under` scrolls by itself: only what is read afterwards and what is hit afterwards can be compared.
    assert found is not None
    seen, hit = page.named("Choisir ce jour", "button").box, found.box
    assert seen is not None
    assert hit is not None
    assert (round(seen.left), round(seen.top)) == (round(hit.left), round(hit.top))


def test_nothing_that_was_typed_is_in_a_view_or_under_a_finger(page: Page) -> None:
    page.open("formulaire.html")
    for element in page.view().elements:
        if element.role in {"textbox", "searchbox"}:
            page.hands.fill(element.node, TYPED)
    held = page.driven.run(
        "[...document.querySelectorAll('input, textarea')].filter(e => e.value == 'Quetzalcoatl').length"
    )
    assert held >= 10
    assert TYPED not in repr(page.view())
    fields = "input:not([type=hidden]), textarea, [contenteditable], p, label, h2, a"
    count = page.driven.run(f"document.querySelectorAll({fields!r}).length")
    for number in range(count):
        page.driven.run(f"document.querySelectorAll({fields!r})[{number}].dataset.n = {number}")
        assert TYPED not in repr(page.under(f"[data-n='{number}']"))


def test_what_the_browser_refuses_is_told_beside_the_field_only_then(page: Page) -> None:
    page.open("formulaire.html")
    assert page.named("Nom *", "textbox").note == ""
    page.hands.activate(page.named("Envoyer la demande", "button").node)
    assert page.driven.until(lambda: page.notes.refused)
    field = page.under("#last")
    assert field is not None
    assert field == page.named("Nom *", "textbox")
    assert field.note == "Remplissez ce champ."
    assert page.named("Prénom", "textbox").note == "Comme sur votre carte d’identité"
