"""What a finger touches is told right: role, name, states and note, on pages that do what official pages do."""

from collections.abc import Iterator

import pytest

from tests.official_pages import HERE, Page, expected, paged, wrong

LEAST = 60


@pytest.fixture(scope="module")
def page(user: str) -> Iterator[Page]:
    with paged(user) as found:
        yield found


def faults(page: Page, pages: dict[str, list[dict[str, object]]]) -> list[str]:
    found = []
    for name, expectations in pages.items():
        page.open(name)
        for expectation in expectations:
            told = wrong(expectation, page.under(str(expectation["find"])))
            found += [f"{name} {one}" for one in told]
    return found


def test_each_element_is_told_as_its_html_says(page: Page) -> None:
    pages = expected()
    assert sum(map(len, pages.values())) >= LEAST
    assert faults(page, pages) == []


def test_wrong_labels_are_noticed(page: Page) -> None:
    text = (HERE / "expected.yaml").read_text("utf-8")
    changes = {
        "name: Envoyer la demande}": "name: Envoyer}",
        "name: Recevoir un rappel, states: [checked, disabled]": "name: Recevoir un rappel, states: [disabled]",
        "note: Il manque le signe @": "note: Il manque un point",
    }
    for right, changed in changes.items():
        assert text.count(right) == 1
        text = text.replace(right, changed)
    pages = {name: those for name, those in expected(text).items() if name in {"formulaire.html", "choix.html"}}
    told = faults(page, pages)
    assert [one.split(":")[0] for one in told] == ["formulaire.html #mail", "formulaire.html #send", "choix.html #news"]


def test_the_view_tells_the_same_of_what_it_has(page: Page) -> None:
    """Reading a whole page and touching one element of it must not disagree."""
    for name, expectations in expected().items():
        page.open(name)
        told = {(one.role, one.name): one for one in page.view().elements}
        for expectation in expectations:
            if expectation.get("nothing") or expectation["role"] == "text":
                continue
            element = told.get((expectation["role"], expectation["name"]))
            assert wrong(expectation, element) == [], name
