"""What is counted of a visit: one word, and where it ended."""

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


def test_a_visit_that_goes_on_in_another_journey_ends_there(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.press("forem", "inscription", "commencer", "autre", "continuer", "manque", "carte", "perdue")
    bench.turn(200)
    (event,) = bench.events
    assert (event.journey, event.last_journey, event.last_step) == ("forem_inscription", "commune_identite", "perdue")
