"""Our keypad: keys, capitals, what counts as complete."""

import pytest

from kiosk.ids import ChoiceId
from kiosk.pages import keypad


def typed(*keys: str) -> str:
    text = ""
    for key in keys:
        text = keypad.press(text, ChoiceId(f"key:{key}"))
    return text


def test_names_get_their_capitals() -> None:
    assert typed(*"ANNE", "-", *"MARIE", "space", *"D", "’", *"HAE") == "Anne-Marie D’Hae"


def test_a_field_has_an_end() -> None:
    assert len(typed(*"A" * 200)) == keypad.LONGEST


@pytest.mark.parametrize(
    ("field", "text", "complete"),
    [
        ("phone", "0470123456", True),
        ("phone", "064277811", True),
        ("phone", "04701234", False),
        ("name", "Li", True),
        ("name", "L", False),
        ("name", "  ", False),
        ("email", "a@b.be", True),
        ("email", "a@be", False),
        ("email", "@b.be", False),
    ],
)
def test_complete(field: str, text: str, complete: bool) -> None:  # noqa: FBT001
    assert keypad.is_complete(field, text) is complete


@pytest.mark.parametrize("layout", ["abc", "azerty"])
def test_every_letter_and_accent_has_a_key(layout: str) -> None:
    labels = [key.label for key in keypad.keys(layout, "name")]
    assert set("ABCDEFGHIJKLMNOPQRSTUVWXYZÉÈÀÇ-’") <= set(labels)
    assert len([label for label in labels if label]) == len(set(labels) - {""})


def test_azerty_comes_in_rows_of_ten() -> None:
    labels = [key.label for key in keypad.keys("azerty", "name")]
    assert labels[:10] == list("AZERTYUIOP")
    assert labels[10:20] == list("QSDFGHJKLM")
    assert [label for label in labels[20:30] if label] == list("WXCVBN")


def test_a_telephone_has_digits_alone() -> None:
    assert {key.label for key in keypad.keys("digits", "phone")} - {""} == set("0123456789+")
