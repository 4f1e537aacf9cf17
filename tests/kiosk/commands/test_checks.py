"""What the panel asks is what `kiosk health` asks, of this very machine."""

from datetime import UTC, datetime
from pathlib import Path

from kiosk.commands.checks import check_all
from kiosk.health.result import State
from kiosk.health.running import all_checks
from kiosk.opening import open_site
from kiosk.settings import load
from kiosk.usage.clock import SystemClock


def test_every_check_ends_with_a_sentence_on_this_machine(tmp_path: Path) -> None:
    opened = open_site(load(), tmp_path, lambda: datetime.now(UTC), None)
    results = check_all(opened, tmp_path, SystemClock())
    assert [one.check for one in results] == [one.id for one in all_checks()]
    assert all(
        one.found.says and bool(one.found.do) is (one.state in {State.BROKEN, State.ATTENTION}) for one in results
    )
    states = {str(one.check): one.state for one in results}
    assert {states[name] for name in ("content", "assets", "database", "disk")} == {State.READY}
