"""The counts on their way, from what the last sync noted."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from kiosk.health.result import Result, State
from kiosk.hub_setup import HubTable
from kiosk.opening import Opened
from kiosk.usage.sync.state import State as SyncState
from kiosk.usage.sync.status import FILE_NAME, Note
from tests.kiosk.checks.conftest import HandClock, Look

Noted = Callable[..., Result]
TODAY = 1_795_000_000
"""Of the clock of these tests: 2026-11-18."""


@pytest.fixture
def wanted(opened: Opened) -> Opened:
    """A site with a hub."""
    hub = HubTable(url="https://hub.example/counts/push")
    return replace(opened, site=replace(opened.site, settings=structs.replace(opened.site.settings, hub=hub)))


@pytest.fixture
def noted(look: Look, wanted: Opened, tmp_path: Path) -> Noted:
    """What the check says of these notes."""

    def looked(*, clock: HandClock | None = None, **notes: str) -> Result:
        state = SyncState.open(tmp_path / "data" / FILE_NAME)
        state.note({Note(name): value for name, value in notes.items()})
        state.close()
        return look("hub", opened=wanted, clock=clock or HandClock())

    return looked


def test_a_site_without_a_hub_is_told_calmly(look: Look) -> None:
    found = look("hub").found
    assert (found.state, found.says, found.do) == (State.ABSENT, "Aucun envoi n’est prévu ici.", "")


def test_a_kiosk_that_never_tried_is_told_how(look: Look, wanted: Opened) -> None:
    found = look("hub", opened=wanted).found
    assert (found.state, found.says) == (State.ATTENTION, "La borne n’a encore rien envoyé.")
    assert "Envoyer maintenant" in found.do


def test_a_kiosk_that_was_never_enrolled(noted: Noted) -> None:
    found = noted(result="no_credential", attempts="1").found
    assert (found.state, found.says) == (State.ATTENTION, "La borne n’est pas encore inscrite au centre.")


@pytest.mark.parametrize(
    ("day", "state"), [("2026-11-17", State.READY), ("2026-11-15", State.READY), ("2026-11-14", State.ATTENTION)]
)
def test_three_days_without_a_night_that_sent_all(noted: Noted, day: str, state: State) -> None:
    result = noted(enrolled="1", attempts="9", success=day, result="stopped", reason="portal")
    assert result.state is state
    if state is State.ATTENTION:
        assert result.found.says == "Le dernier envoi est ancien."
        assert result.found.do == "Connectez le réseau du lieu. Puis recommencez."


def test_a_stick_once_a_month_is_enough(noted: Noted) -> None:
    assert noted(attempts="9", result="stopped", reason="network", carried="2026-10-20").state is State.READY
    assert noted(attempts="9", result="stopped", reason="network", carried="2026-10-01").state is State.ATTENTION


def test_a_place_without_a_network_is_reminded_of_its_stick(look: Look, noted: Noted, opened: Opened) -> None:
    noted(carries="1", carried="2026-11-10")
    assert look("hub", opened=opened).state is State.READY
    noted(carried="2026-10-01")
    found = look("hub", opened=opened).found
    assert (found.state, found.says) == (State.ATTENTION, "Le dernier envoi est ancien.")
    assert "Exporter les comptes" in found.do


def test_rows_that_were_refused_are_said(noted: Noted) -> None:
    found = noted(enrolled="1", success="2026-11-17", result="set_aside", set_aside="2").found
    assert (found.state, found.says) == (State.ATTENTION, "Le centre refuse certains comptes.")


def test_while_the_clock_is_not_trusted_nothing_is_late(noted: Noted) -> None:
    assert noted(clock=HandClock(right=False), result="done", success="2026-01-01").state is State.READY


def test_a_spoilt_file_is_said(look: Look, wanted: Opened, tmp_path: Path) -> None:
    (tmp_path / "data" / FILE_NAME).write_bytes(b"damaged " * 600)
    assert look("hub", opened=wanted).found.says == "Le dossier des envois est illisible."
