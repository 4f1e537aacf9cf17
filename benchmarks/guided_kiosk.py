"""`kiosk run` with one more door, to a booking site on this machine; it tells where things are, and what was readied.

    python -m benchmarks.guided_kiosk PORT [what `kiosk run` takes]

For each line on its standard input it prints one line of JSON: what can be touched on the window now. It also prints a
line when a browser that was started ahead answers. Moments are those of `time.perf_counter`, the same in each process.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from kiosk.__main__ import main as kiosk
from kiosk.browsers import Browsers
from kiosk.commands import run
from kiosk.commands.common import opened_site
from kiosk.official_site.browser.ahead import Ahead
from kiosk.official_site.browser.pipe import Reply
from kiosk.official_site.browser.process import Process
from kiosk.official_site.events import Arrived, BrowserEvent
from kiosk.official_site.protocol import Browser
from kiosk.opening import Opened
from tests.django_office import DjangoOffice
from tests.official_journey import leading_to

if TYPE_CHECKING:
    from kiosk.official_site.browser.supply import Supply
    from kiosk.official_site.view import View
    from screens.widgets.glass import GlassPane

Boxes = dict[str, tuple[float, float, float, float]]
"""Names, and where they are: left, top, right, bottom in pixels of the window."""
_START_S: Final = 10.0
_ONE_AT_A_TIME: Final = threading.Lock()


class Told:
    """What the window and its page have on them."""

    def __init__(self) -> None:
        """No page was seen yet."""
        self._view: View | None = None

    def hears(self, browser: Browser) -> Browser:
        """Learn of the pages of this browser."""
        browser.on_event(self._heard)
        return browser

    def answer_each_line(self) -> None:
        """Tell what is there for each line of standard input, until it ends."""
        from screens.background import deliver_by_clock  # noqa: PLC0415  # Kivy's settings must have been made

        for _ in sys.stdin:
            deliver_by_clock(self._tell)

    def _heard(self, event: BrowserEvent) -> None:
        if isinstance(event, Arrived):
            self._view = event.view

    def _tell(self) -> None:
        """On the UI thread."""
        from kivy.core.window import Window  # noqa: PLC0415  # as above

        from screens.widgets.glass import GlassPane  # noqa: PLC0415
        from screens.widgets.touchable import Touchable  # noqa: PLC0415

        widgets = [one for root in Window.children for one in root.walk(restrict=True)]
        boxes = {one.label: _box(one, Window.height) for one in widgets if isinstance(one, Touchable)}
        panes = [one for one in widgets if isinstance(one, GlassPane)]
        for pane in panes[:1]:
            boxes |= {"glass": _box(pane, Window.height), **self._elements(pane, Window.height)}
        tell(boxes=boxes)

    def _elements(self, pane: "GlassPane", height: float) -> Boxes:
        """Elements of the page; of those with the same name, the first."""
        left, top, *_ = _box(pane, height)
        scale, found = pane.scale, Boxes()
        for one in self._view.elements if self._view else ():
            if one.box is not None:
                x, y = left + one.box.left * scale, top + one.box.top * scale
                found.setdefault(one.name, (x, y, x + one.box.width * scale, y + one.box.height * scale))
        return found


def tell(**what: object) -> None:
    """Print one line of JSON, whole: two threads tell."""
    with _ONE_AT_A_TIME:
        print(json.dumps(what), flush=True)


def ready(prepare: Callable[[Ahead], None], ahead: Ahead) -> None:
    """Start one ahead, and tell when its page does what it is told: how long a visitor would wait for it."""
    prepare(ahead)
    process = ahead._process  # noqa: SLF001  # seen from outside, a browser that waits does nothing
    if process is None:
        return
    page = next(one for one in _asked(process, "Target.getTargets")["targetInfos"] if one["type"] == "page")
    session = _asked(process, "Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
    assert isinstance(process.pipe.call("Runtime.evaluate", {"expression": "1"}, session, seconds=_START_S), Reply)
    tell(ready=time.perf_counter(), group=process.group)
    _asked(process, "Target.detachFromTarget", sessionId=session)


def main(argv: list[str]) -> int:
    """Run the kiosk."""
    office, told = DjangoOffice(int(argv[0]), Path()), Told()
    browsers, prepare = run._browsers, Ahead.prepare  # noqa: SLF001  # nothing else of the command differs

    def with_a_door(*arguments: Any) -> Opened:  # noqa: ANN401  # handed on as they come
        return leading_to(opened_site(*arguments), office.guidance())

    def with_its_hosts(supply: "Supply | None") -> Browsers:
        threading.Thread(target=told.answer_each_line, daemon=True).start()  # Kivy is set up by now
        found = browsers(supply)
        return replace(found, browser=lambda: told.hears(found.browser()), hosts=lambda _: office.hosts)

    with (
        patch.object(run, "opened_site", with_a_door),
        patch.object(run, "_browsers", with_its_hosts),
        patch.object(Ahead, "prepare", lambda ahead: ready(prepare, ahead)),
    ):
        return kiosk(["run", *argv[1:]])


def _asked(process: Process, method: str, **parameters: object) -> dict[str, Any]:
    answer = process.pipe.call(method, parameters, seconds=_START_S)
    assert isinstance(answer, Reply), (method, answer)
    return answer.data


def _box(widget: Any, height: float) -> tuple[float, float, float, float]:  # noqa: ANN401  # a Kivy widget
    return widget.x, height - widget.top, widget.right, height - widget.y


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
