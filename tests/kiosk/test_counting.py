"""What is counted of a visit: one word, and where it ended."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.events import Outcome
from kiosk.official_site.confirmation import Confirmation
from kiosk.opening import with_official_sites
from kiosk.walk import NEXT, Walk
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
    bench.turn(260)
    assert [event.outcome for event in bench.events] == [outcome]


@pytest.mark.parametrize(
    ("touches", "outcome"),
    [
        (("site", "ouvrir"), Outcome.LEFT),
        (("site", "fait", "resume"), Outcome.INFORMATION),
        (("site", "ouvrir", "@person"), Outcome.PERSON),
        (("site", "telephone", "fait"), Outcome.PHONE),
    ],
)
def test_what_a_visitor_says_of_an_official_site_is_no_confirmation(
    tmp_path: Path, touches: tuple[str, ...], outcome: Outcome
) -> None:
    bench = Bench(tmp_path, ready=with_official_sites(Bench(tmp_path).opened))
    bench.press(*TO_MEANS, *touches)
    bench.turn(260)
    assert [event.outcome for event in bench.events] == [outcome]


@pytest.mark.parametrize("after", [(), ("resume",), ("resume", "terminer")])
def test_what_a_site_has_confirmed_is_done_online_whatever_follows(tmp_path: Path, after: tuple[str, ...]) -> None:
    bench = Bench(tmp_path, ready=with_official_sites(Bench(tmp_path).opened))
    bench.press(*TO_MEANS, "site", "ouvrir")
    session = bench.kiosk.session
    told = replace(session, confirmed=Confirmation("Site officiel"), official=None)
    bench.kiosk.session = replace(told, walk=Walk((*session.walk.answers, NEXT)))
    bench.kiosk.refresh()
    bench.press(*after)
    bench.turn(260)
    assert [event.outcome for event in bench.events] == [Outcome.ONLINE]


def test_a_visit_that_goes_on_in_another_journey_ends_there(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.press("forem", "inscription", "commencer", "autre", "continuer", "manque", "carte", "perdue")
    bench.turn(260)
    (event,) = bench.events
    assert (event.journey, event.last_journey, event.last_step) == ("forem_inscription", "commune_identite", "perdue")
