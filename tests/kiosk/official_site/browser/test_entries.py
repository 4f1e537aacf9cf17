"""What is never to be said aloud is known by what a page says of its field."""

import pytest

from kiosk.official_site.browser.entries import entry_of
from kiosk.official_site.browser.nodes import Facts, Node
from kiosk.official_site.view import Entry


def entry(name: str, **attributes: str) -> Entry:
    node = Node("1", "", (), 1, ignored=False, role="textbox", name=name, about="", value="", properties={})
    return entry_of(node, "textbox", Facts("input", attributes))


@pytest.mark.parametrize(
    "name",
    [
        "Mot de passe",
        "Votre code PIN",
        "Code reçu par SMS",
        "Entrez le code",
        "Wachtwoord",
        "Password",
        "Puk",
        "Codes d’accès",
    ],
)
def test_passwords_and_codes_are_hidden_whatever_their_type(name: str) -> None:
    assert entry(name) is Entry.HIDDEN
    assert entry(name, type="text", inputmode="numeric") is Entry.HIDDEN


@pytest.mark.parametrize("name", ["Code postal", "Code INS", "Codes postaux", "Encodeur", "Pindakaas", "Nom"])
def test_other_fields_are_not(name: str) -> None:
    assert entry(name) is Entry.TEXT


@pytest.mark.parametrize("hint", ["one-time-code", "section-a current-password", "new-password", "cc-csc"])
def test_what_browsers_are_told_counts_too(hint: str) -> None:
    assert entry("Champ", autocomplete=hint) is Entry.HIDDEN


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"type": "email"}, Entry.EMAIL),
        ({"autocomplete": "home tel"}, Entry.PHONE),
        ({"inputmode": "numeric"}, Entry.NUMBER),
        ({"type": "number"}, Entry.NUMBER),
        ({"type": "PASSWORD"}, Entry.HIDDEN),
        ({"type": "unheard-of"}, Entry.TEXT),
    ],
)
def test_types_and_hints_choose_the_keys(attributes: dict[str, str], expected: Entry) -> None:
    assert entry("Champ", **attributes) is expected
