"""What is typed plainly is printed well."""

import pytest

from kiosk.journey.tidy import tidy

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("9 h 30 à 12 h", f"9{NBSP}h{NBSP}30 à 12{NBSP}h"),
        ("12 hommes", "12 hommes"),
        ("rue de l'Eglise 3", "rue de l’Eglise 3"),
        ("colis : le mardi", f"colis{NBSP}: le mardi"),
        ("« Le Phare »", f"«{NBSP}Le Phare{NBSP}»"),
        ("064 00 00 00", "064 00 00 00"),
        (f"9{NBSP}h{NBSP}30", f"9{NBSP}h{NBSP}30"),
    ],
)
def test_signs_that_no_keyboard_has_are_put_where_they_belong(typed: str, printed: str) -> None:
    assert tidy(typed) == printed
