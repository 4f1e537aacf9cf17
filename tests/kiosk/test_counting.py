"""The one word by which a visit is counted."""

from pathlib import Path

import pytest

from kiosk.events import Outcome
from tests.kiosk.bench import Bench

TO_MEANS = ("commune", "identite", "abimee", "continuer", "continuer")


@pytest.mark.parametrize(
    ("touches", "outcome"),
    [
        ((), Outcome.LEFT),
        (("@person",), Outcome.PERSON),
        (("telephone", "fait"), Outcome.PHONE),
        (("telephone", "fait", "@person", "@close"), Outcome.PHONE),
        (("telephone", "fait", "@back"), Outcome.LEFT),
        (("place", "vais"), Outcome.COUNTER),
        (("internet", "fait", "resume"), Outcome.ONLINE),
        (("place", "vais", "resume", "terminer"), Outcome.COUNTER),
    ],
)
def test_the_best_that_was_reached_counts(tmp_path: Path, touches: tuple[str, ...], outcome: Outcome) -> None:
    bench = Bench(tmp_path)
    bench.press(*TO_MEANS, *touches)
    bench.turn(200)
    assert [event.outcome for event in bench.events] == [outcome]
