"""*Lire la page*: in order, what is in sight, some at a time, and that it goes on."""

from dataclasses import replace

from kiosk.official_site import words
from kiosk.official_site.reading import MOST_WORDS, read
from kiosk.official_site.view import Box, Element, Extent, View
from tests.kiosk.official_site.made import FORM, HOME


def texts(view: View, start: int = 0) -> list[str]:
    return [one.text for one in read(view, start).say]


def test_texts_and_elements_come_in_order() -> None:
    assert texts(FORM) == [
        "Vos coordonnées.",
        "À remplir\u00a0: nom. Obligatoire.",
        "À remplir\u00a0: votre e-mail.",
        "Case à cocher, pas cochée. J’accepte les règles.",
        "Bouton. Confirmer.",
    ]


def test_only_what_is_in_sight_is_read_and_that_it_goes_on() -> None:
    above = Element(1, "text", "Au-dessus", box=Box(0, -50, 100, 20))
    seen = Element(2, "text", "En vue", box=Box(0, 10, 100, 20))
    partly = Element(3, "button", "À moitié", box=Box(0, 90, 100, 40))
    below = Element(4, "text", "En dessous", box=Box(0, 130, 100, 20))
    hidden = Element(5, "text", "Ailleurs")
    view = View("https://a.be/", elements=(above, seen, partly, below, hidden), extent=Extent(50, 100, 400))
    assert texts(view) == ["En vue.", "Bouton. À moitié.", words.GOES_ON]
    end = replace(view, extent=Extent(300, 100, 400))
    assert texts(end) == ["En vue.", "Bouton. À moitié."]


def test_a_long_page_is_read_part_by_part_until_all_was_said() -> None:
    elements = tuple(Element(number, "text", f"Phrase {number} de la page avec huit mots.") for number in range(40))
    view = View("https://a.be/", elements=elements)
    said: list[str] = []
    start, turns = 0, 0
    while True:
        found = read(view, start)
        said += [one.text for one in found.say if one.text != words.GOES_ON]
        assert sum(len(one.text.split()) for one in found.say) < 2 * MOST_WORDS
        assert (words.GOES_ON in [one.text for one in found.say]) == bool(found.next)
        turns += 1
        if not found.next:
            break
        start = found.next
    assert said == [f"Phrase {number} de la page avec huit mots." for number in range(40)]
    assert turns > 3


def test_nothing_is_said_twice() -> None:
    elements = (
        Element(1, "link", "Prendre rendez-vous"),
        Element(2, "text", "rendez-vous"),
        Element(3, "text", "Bonjour"),
        Element(4, "text", "Bonjour"),
        Element(5, "text", "Envoyer"),
        Element(6, "button", "Envoyer"),
        Element(7, "text", "  "),
    )
    assert texts(View("https://a.be/", elements=elements)) == [
        "Lien. Prendre rendez-vous.",
        "Bonjour.",
        "Bouton. Envoyer.",
    ]


def test_an_empty_page_is_said_to_be() -> None:
    assert texts(View("https://a.be/")) == [words.EMPTY]


def test_a_number_that_is_no_more_begins_again() -> None:
    assert texts(HOME, 99) == texts(HOME)


def test_each_is_marked_and_in_the_language_of_the_page() -> None:
    said = read(replace(HOME, language="nl-BE", extent=Extent())).say
    assert {one.mark for one in said} == {"element:3"}  # the only one with a place
    assert {one.language for one in said} == {"nl"}
