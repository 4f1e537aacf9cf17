"""Starts the kiosk in a window of its own, with a journey that leads to an official site, and tells what it imported.

    python -m tests.house.starting_child DATA

Prints two JSON lists of modules: at the resting screen, and when a visitor has come to the site. No browser is started.
"""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.commands.run import _browsers, _supply
from kiosk.ids import ChoiceId
from kiosk.opening import open_site
from kiosk.settings import load
from screens.drive import Driver
from tests.official_journey import leading_to
from voices.silent import SilentVoice

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
WAY = ("essai", "site")
"""The choices that lead from the resting screen to the site."""


def tell() -> None:
    """Print the modules of now."""
    sys.stdout.write(json.dumps(sorted(sys.modules)) + "\n")


def main(data: Path) -> None:
    """Start, rest, and go to the site."""
    opened = open_site(load(), data, lambda: MONDAY, date(2026, 11, 23))
    opened = leading_to(opened, next(iter(opened.site.library.guidances.values())))
    supply = _supply(opened)
    _browsers(supply)  # what they take is not imported either, but the stage gets none
    driver = Driver(800, 480)
    from screens.panel import panel_for
    from screens.stage import Stage

    stage = Stage(
        opened,
        voice=SilentVoice(),
        record=lambda _: None,
        now=lambda: MONDAY,
        monotonic=driver.clock.now,
        panel=panel_for(800, 480),
    )
    driver.show(stage.root)
    stage.start()
    driver.advance(3.0, 1.0)
    tell()
    for choice in WAY:
        stage.kiosk.choose(ChoiceId(choice))
        driver.step()
    tell()
    stage.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
