"""The fields are those of the journeys; what is typed there is unique, and can be found in pieces."""

from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from kiosk.journey.graph import all_refs
from kiosk.journey.model import EntryStep
from kiosk.opening import open_site
from kiosk.pages import keypad
from kiosk.settings import load
from tests.canary.fields import Field, all_fields, by_journey, canary, library, settings, write_site


@pytest.fixture
def fields(tmp_path: Path) -> tuple[Field, ...]:
    return all_fields(open_site(settings(), tmp_path, lambda: datetime.now(UTC), date(2026, 11, 23)).site)


def test_every_entry_step_is_a_field(fields: tuple[Field, ...]) -> None:
    steps = {ref for ref in all_refs(library()) if isinstance(library().step(ref), EntryStep)}
    assert {one.ref for one in fields} == steps
    assert sum(map(len, by_journey(fields).values())) == len(steps)


def test_what_is_typed_can_be_typed_and_is_complete(fields: tuple[Field, ...]) -> None:
    for one in fields:
        typed = canary(one, Random(1))
        labels = {key.label for key in keypad.keys("digits" if one.kind == "phone" else "abc", one.kind)}
        assert set(typed.keys) <= labels
        assert all(first != second for first, second in pairwise(typed.keys))
        assert len(typed.keys) <= keypad.LONGEST
        assert keypad.is_complete(one.kind, typed.keys)
        assert "".join(typed.pieces) == typed.keys.lower()[: len("".join(typed.pieces))]
        assert len(typed.pieces) >= 3


def test_the_site_of_the_process_is_that_of_its_twin(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    write_site(settings(), path, (120, 30))
    read, given = load(path), settings()
    assert (read.services, read.providers, read.idle) == (given.services, given.providers, given.idle)
    assert read.site.demonstration
