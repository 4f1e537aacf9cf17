"""Brings together what a support bundle holds. Takes as long as the health checks: not for the UI thread."""

from collections.abc import Iterable
from pathlib import Path

from kiosk.events import Outcome
from kiosk.figures import Week
from kiosk.health.result import Result
from kiosk.opening import Opened
from kiosk.support.bundle import Checked, Support, counts_of
from kiosk.support.faults import latest
from kiosk.support.own_sentences import own
from kiosk.support.settings_told import told
from kiosk.support.versions import versions


def gathered(
    opened: Opened,
    results: Iterable[Result],
    weeks: tuple[Week, ...],
    spots: Iterable[tuple[str, str]],
    root: Path,
) -> Support:
    """`weeks` are closed ones, `spots` as `kiosk.support.faults` gives them, `root` where `proc` and `etc` lie."""
    return Support(
        versions=versions(root),
        settings=told(opened.site.settings),
        checks=tuple(Checked(one.check, one.state.value, own(one.check, one.found.says)) for one in results),
        weeks=counts_of(weeks, frozenset(opened.site.library.journeys), frozenset(one.value for one in Outcome)),
        faults=latest(spots),
    )
