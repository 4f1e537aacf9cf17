"""A day becomes what a field wants, and nothing else becomes a day."""

import pytest

from kiosk.official_site.browser.dates import for_field


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "2026-11-24", "2026-11-24"),
        ("month", "2026-11-24", "2026-11"),
        ("week", "2027-01-01", "2026-W53"),
        ("week", "2026-11", "2026-11"),
        ("time", "10:30", "10:30"),
        ("datetime-local", "2026-11-24T10:40", "2026-11-24T10:40"),
        ("range", "1,5", "1.5"),
        ("month", "", ""),
    ],
)
def test_a_day_is_written_as_the_field_wants_it(kind: str, text: str, value: str) -> None:
    assert for_field(kind, text) == value
