"""Pages of our own, served on this machine, and what a finger must find on them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

from kiosk.official_site.browser import hit, tree
from kiosk.official_site.browser.frames import Frames
from kiosk.official_site.browser.hands import Hands
from kiosk.official_site.browser.notes import Notes
from kiosk.official_site.browser.process import Launch
from kiosk.official_site.browser.talk import Talk
from kiosk.official_site.browser.targets import Targets
from kiosk.official_site.browser.watching import Watching
from kiosk.official_site.protocol import Glass, Hosts
from kiosk.official_site.view import Element, View
from tests.official_browser import PATIENCE_S, Driven, started

HERE = Path(__file__).parent / "kiosk" / "official_site"
PAGES = HERE / "pages"
GLASS = Glass(1280, 720, 1.25)
COMMUNE, AGENDA = "commune.test", "agenda.test"
"""Two sites, both on this machine."""

# The middle of an element in the viewport, wherever it is: through frames and shadows, scrolled into sight first.
_MIDDLE = """
(path => {
  let root = document, left = 0, top = 0, one = null;
  for (const step of path.split(' >> ')) {
    if (one && one.contentDocument) {
      const box = one.getBoundingClientRect(), style = getComputedStyle(one);
      left += box.x + one.clientLeft + parseFloat(style.paddingLeft);
      top += box.y + one.clientTop + parseFloat(style.paddingTop);
      root = one.contentDocument;
    } else if (one) root = one.shadowRoot;
    one = root.querySelector(step);
    one.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
  }
  const box = one.getBoundingClientRect();
  return [left + box.x + box.width / 2, top + box.y + box.height / 2];
})"""


@dataclass
class Page:
    """A real browser on one of the pages, with the parts that read and touch it."""

    driven: Driven
    talk: Talk
    frames: Frames
    notes: Notes
    hands: Hands
    base: str

    def open(self, name: str) -> None:
        """Go to a page."""
        self.driven.go(f"{self.base}/{name}")

    def view(self) -> View:
        """Read it."""
        view = tree.read(self.talk, self.frames, self.notes)
        assert view is not None
        return view

    def middle(self, path: str) -> tuple[float, float]:
        """Give the middle of an element, found as the expectations find it."""
        x, y = self.driven.run(f"{_MIDDLE}({json.dumps(path)})")
        return x, y

    def under(self, path: str) -> Element | None:
        """Give what a finger finds in the middle of an element."""
        return hit.under(self.talk, self.frames, *self.middle(path), self.notes)

    def named(self, name: str, role: str) -> Element:
        """Give the one element of that name and role."""
        (found,) = [one for one in self.view().elements if (one.name, one.role) == (name, role)]
        return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
        pass


@contextmanager
def served() -> Iterator[int]:
    """Serve the pages; give the port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(PAGES))) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def paged(user: str, program: str = "") -> Iterator[Page]:
    """Give a browser that can go to the pages, without a guard: that one has tests of its own."""
    here = "127.0.0.1"
    names = tuple((name, here) for name in (COMMUNE, AGENDA))
    launch = Launch(program=program, user=user, reach=(here, COMMUNE, AGENDA), found_at=names)
    with served() as port, started(launch) as process:
        targets = Targets(process.pipe)
        frames = Frames(process.pipe, targets)
        talk = Talk(process.pipe, lambda: False)
        notes = Notes(talk, frames)
        Watching(process.pipe, targets, changed=lambda: None, refused=lambda: setattr(notes, "refused", True))
        targets.begin(PATIENCE_S)
        hands = Hands(talk, frames, notes)
        hands.fit(GLASS)
        yield Page(Driven(process, targets.page), talk, frames, notes, hands, f"http://{here}:{port}")


def hosts(port: int) -> Hosts:
    """Give where the pages are, as guidance would name it."""
    return Hosts(frozenset({f"127.0.0.1:{port}"}), frozenset(), plain_http=True)


def expected(text: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """Give what was written by hand from the HTML."""
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(text or (HERE / "expected.yaml").read_text("utf-8"))
    return found


def wrong(expectation: dict[str, Any], element: Element | None) -> list[str]:
    """Say in which ways an element is not what was expected."""
    if element is None or expectation.get("nothing"):
        return [] if element is None and expectation.get("nothing") else [f"{expectation} is {element}"]
    pairs = {
        "role": (expectation["role"], element.role),
        "name": (expectation["name"], element.name),
        "states": (sorted(expectation.get("states", [])), sorted(one.value for one in element.states)),
        "note": (expectation.get("note", ""), element.note),
        "entry": (expectation.get("entry", "none"), element.entry.value),
        "options": (tuple(expectation.get("options", ())), element.options),
        "chosen": (expectation.get("chosen", ""), element.chosen),
        "level": (expectation.get("level", 0), element.level),
    }
    return [f"{expectation['find']}: {key} {is_!r}, not {of!r}" for key, (of, is_) in pairs.items() if of != is_]
