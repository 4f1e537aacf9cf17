"""What was provisioned with the kiosk: a protected system, data apart, updates, the hardware's watchdog."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from kiosk.appliance.updates import UpdatesTable
from kiosk.health.needs import NO_APPLIANCE
from kiosk.health.result import Result, State
from kiosk.health.simulated import Machine, build
from kiosk.opening import Opened
from tests.kiosk.checks.conftest import Look

CHECKS = ("root_system", "own_data", "updates", "watchdog")
See = Callable[..., Result]


@pytest.fixture
def appliance(opened: Opened) -> Opened:
    settings = opened.site.settings
    device = structs.replace(settings.device, actions="appliance")
    updates = UpdatesTable(url="https://updates.example.be/", key="")
    settings = structs.replace(settings, device=device, updates=updates)
    return replace(opened, site=replace(opened.site, settings=settings))


@pytest.fixture
def see(look: Look, appliance: Opened, tmp_path: Path) -> See:
    """What a check says on an appliance with these faults."""

    def seen(name: str, **faults: object) -> Result:
        machine = Machine(**faults)  # type: ignore[arg-type] # named by the test
        return look(name, opened=appliance, root=build(tmp_path / "appliance", machine))

    return seen


@pytest.mark.parametrize("name", CHECKS)
def test_an_appliance_at_its_best_is_ready(see: See, name: str) -> None:
    assert see(name).state is State.READY
    assert see(name).found.do == ""


@pytest.mark.parametrize("name", CHECKS)
def test_elsewhere_nothing_is_looked_at(look: Look, tmp_path: Path, name: str) -> None:
    for root in (build(tmp_path / "ill", Machine(protected=False, apart=False, armed=False)), tmp_path / "nothing"):
        found = look(name, root=root).found
        assert (found.state, found.says) == (State.ABSENT, NO_APPLIANCE)


@pytest.mark.parametrize("name", CHECKS)
def test_a_machine_that_tells_nothing_or_rubbish_is_not_blamed(
    look: Look, appliance: Opened, tmp_path: Path, name: str
) -> None:
    assert look(name, opened=appliance, root=tmp_path / "nothing").state is State.ABSENT
    for path in ("proc/self/mountinfo", "data/releases/status.json", "sys/class/watchdog/none"):
        file = tmp_path / "rubbish" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"\xff\xfe - rubbish\n{\n")
    assert look(name, opened=appliance, root=tmp_path / "rubbish").state is State.ABSENT


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        ({"protected": False}, "Le système n’est pas protégé des coupures de courant."),
        ({"protected": False, "maintained": True}, "Un entretien du système est en cours."),
    ],
)
def test_a_system_that_is_written_to(see: See, faults: dict[str, bool], says: str) -> None:
    found = see("root_system", **faults).found
    assert (found.state, found.says) == (State.ATTENTION, says)


def test_a_card_that_is_read_only_itself_is_as_good_as_a_layer(look: Look, appliance: Opened, tmp_path: Path) -> None:
    root = build(tmp_path / "plain", Machine(protected=False))
    told = root / "proc/self/mountinfo"
    told.write_text(told.read_text().replace("mmcblk0p2 rw", "mmcblk0p2 ro"), encoding="ascii")
    assert look("root_system", opened=appliance, root=root).state is State.READY


@pytest.mark.parametrize(
    ("faults", "state"),
    [({"apart": False}, State.ATTENTION), ({"data_writable": False}, State.BROKEN)],
)
def test_data_that_are_not_apart_or_cannot_be_written(see: See, faults: dict[str, bool], state: State) -> None:
    found = see("own_data", **faults).found
    assert found.state is state
    assert found.do


def test_a_watchdog_that_sleeps(see: See) -> None:
    assert see("watchdog", armed=False).state is State.ATTENTION


@pytest.mark.parametrize(
    ("result", "says"),
    [
        ("rolled-back", "La nouvelle version ne démarre pas. L’ancienne travaille."),
        ("refused", "La borne a refusé une mise à jour."),
        ("full", "La place manque pour la mise à jour."),
        ("unreached", "Le site des mises à jour ne répond pas."),
        ("sideways", "Le résultat de la mise à jour est inconnu."),
    ],
)
def test_an_update_that_did_not_come_is_told(see: See, result: str, says: str) -> None:
    found = see("updates", update=result).found
    assert (found.state, found.says) == (State.ATTENTION, says)


@pytest.mark.parametrize("result", ["current", "updated"])
def test_an_update_that_came_is_well(see: See, result: str) -> None:
    assert see("updates", update=result).state is State.READY


def test_a_release_that_waits_for_a_rest_is_told_and_no_fault(see: See) -> None:
    found = see("updates", update="waiting").found
    assert (found.state, found.says) == (State.READY, "La nouvelle version attend que la borne soit libre.")


def test_before_the_first_look_there_is_nothing_to_tell(see: See) -> None:
    assert see("updates", update="").state is State.ABSENT


@pytest.mark.parametrize(
    ("looked_on", "state"),
    [
        ("2026-11-09T03:30:00+01:00", State.READY),
        ("2026-11-08T03:30:00+01:00", State.ATTENTION),
        ("2026-12-24T03:30:00+01:00", State.READY),
        ("soon", State.READY),
    ],
)
def test_two_weeks_without_a_look_are_told(see: See, looked_on: str, state: State) -> None:
    assert see("updates", looked_on=looked_on).state is state
    if state is State.ATTENTION:
        assert see("updates", looked_on=looked_on).found.says == "La borne ne cherche plus ses mises à jour."


def test_where_updates_come_by_stick_nobody_waits_for_them(look: Look, appliance: Opened, tmp_path: Path) -> None:
    settings = structs.replace(appliance.site.settings, updates=UpdatesTable())
    by_stick = replace(appliance, site=replace(appliance.site, settings=settings))
    root = build(tmp_path / "stick", Machine(looked_on="2026-01-01T03:30:00+01:00"))
    assert look("updates", opened=by_stick, root=root).state is State.READY


def test_without_a_right_clock_no_day_is_counted(look: Look, appliance: Opened, tmp_path: Path) -> None:
    blind = replace(appliance, site=replace(appliance.site, today=None))
    root = build(tmp_path / "late", Machine(looked_on="2026-01-01T03:30:00+01:00"))
    assert look("updates", opened=blind, root=root).state is State.READY
