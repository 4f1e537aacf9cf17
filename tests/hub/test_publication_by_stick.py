"""A kiosk that never had a network: its counts come on a stick, and stand on the same pages as all others."""

from contextlib import closing
from datetime import date
from pathlib import Path

from kiosk.__main__ import main
from kiosk.events import EndReason, Outcome, VisitEnded
from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import rows_of
from kiosk.usage.store import FILE_NAME, Store
from tests.hub.published_hub import enrolled, push, table, visits

MONDAY, LATER = date(2026, 10, 5), date(2026, 10, 12)


def visited(data: Path, times: int) -> None:
    """Visits counted as the kiosk counts them."""
    data.mkdir()
    journey = JourneyId("forem_inscription")
    visit = VisitEnded(journey, journey, StepId("depart"), Outcome.COUNTER, EndReason.FINISHED, 4)
    with closing(Store.open(data / FILE_NAME)) as store:
        for _ in range(times):
            store.add(rows_of(visit, MONDAY))
        # Without a trusted clock a week is known to be over once a later one was counted.
        store.add(rows_of(visit, LATER))


def test_what_came_by_stick_is_published_with_the_rest(tmp_path: Path) -> None:
    hub, data, stick = tmp_path / "hub", tmp_path / "data", tmp_path / "stick"
    push(hub, enrolled(hub, "Mons"), visits({(MONDAY.isoformat(), "forem_inscription"): 15}))
    visited(data, 14)
    stick.mkdir()
    assert main(["hub", "enrol", "--hub", str(hub), "--place", "Chimay", "--region", "Hainaut", "-o", str(stick)]) == 0
    (credential,) = stick.glob("*.toml")
    sending = ["sync", "--data", str(data), "--credential", str(credential), "--to-usb", str(stick)]
    assert main(sending) == 0
    assert main(["hub", "load", str(stick), "--hub", str(hub)]) == 0
    assert main(["hub", "publish", "--hub", str(hub), "--today", "2026-11-23"]) == 0
    assert table(hub, "staff.db", "SELECT lieu, mois, titre, visites FROM visites_mois ORDER BY lieu") == [
        ("Chimay", "2026-10", "M’inscrire au Forem", 14),
        ("Mons", "2026-10", "M’inscrire au Forem", 15),
    ]
    assert table(hub, "open.db", "SELECT semaine, visites FROM visites_semaine") == [("2026-W41", 29)]
