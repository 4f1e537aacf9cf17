"""Official pages as their guidance has them, made up: a tour shows what is said there without a browser or a network.

A sample has what makes the guidance recognise it and what it points at, and not a word more of the real page.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kiosk.browsers import Browsers
from kiosk.official_site.events import Arrived, BrowserEvent, Touched
from kiosk.official_site.guidance import Cue, Guidance, GuidedPage, Pointer, several
from kiosk.official_site.protocol import Frame, Glass, Hosts
from kiosk.official_site.recognise import recognise
from kiosk.official_site.view import Box, Element, Extent, View

MARK: Final = "Exemple, pas la vraie page"
"""Stands on each sample."""
BUTTON: Final = "Bouton d’exemple"
"""What is touched where the guidance points at nothing."""
TOP, ROW, LEFT, WIDTH, HEIGHT = 46.0, 38.0, 16.0, 190.0, 32.0
"""CSS pixels: where the first row begins below the mark, how far rows are apart, and how large each is."""

Draw = Callable[[View, Glass], Frame]


def sample_views(guidance: Guidance) -> tuple[View, ...]:
    """One of each page: that of the start first, the others as the file has them."""
    first = recognise(guidance, View(guidance.start, "", guidance.language))
    pages = sorted(guidance.pages, key=lambda page: page is not first)
    return tuple(sample_view(guidance, page) for page in pages)


def sample_view(guidance: Guidance, page: GuidedPage) -> View:
    """A page that the guidance takes for this one, ready for its first cue."""
    glob = next(iter(several(page.url)), "")
    host, _, path = glob.partition("/")
    url = f"https://{host.replace('*', 'www')}/{path.replace('*', page.id)}" if glob else guidance.start
    rows = tuple(dict.fromkeys(_rows(page, page.cues[0])))
    elements = tuple(
        Element(number, role, name, level=int(role == "heading"), box=Box(LEFT, TOP + row * ROW, WIDTH, HEIGHT))
        for row, (number, (role, name)) in enumerate(enumerate(rows, 1))
    )
    whole = TOP + len(rows) * ROW
    return View(url, "", guidance.language, elements, Extent(0.0, whole, whole))


def _rows(page: GuidedPage, cue: Cue) -> Iterator[tuple[str, str]]:
    """Role and name of each element, from above."""
    yield from (("heading", one) for one in several(page.heading)[:1])
    yield from (("text", one) for one in several(page.text)[:1])
    yield from (_row(one) for one in (page.element, cue.show, cue.point) if one)
    if cue.point is None:
        yield "button", BUTTON


def _row(pointer: Pointer) -> tuple[str, str]:
    return several(pointer.role)[0], (*several(pointer.name), *several(pointer.contains))[0]


@dataclass
class SampleBrowser:
    """See `kiosk.official_site.protocol.Browser`: one page of the guidance after the other, by pressing whatever."""

    views: tuple[View, ...]
    draw: Draw

    def __post_init__(self) -> None:
        """Stand on the first page."""
        self._told: list[Callable[[BrowserEvent], None]] = []
        self._seen: list[Callable[[Frame], None]] = []
        self._number = 0
        self._glass: Glass | None = None

    @property
    def view(self) -> View:
        """The page that is shown."""
        return self.views[self._number]

    def open(self, url: str, hosts: Hosts, glass: Glass) -> None:  # noqa: ARG002 - the protocol's names
        self._glass = glass
        self._arrive()

    def on_event(self, callback: Callable[[BrowserEvent], None]) -> None:
        self._told.append(callback)

    def on_frame(self, callback: Callable[[Frame], None]) -> None:
        self._seen.append(callback)

    def look(self, x: float, y: float) -> None:  # noqa: ARG002 - wherever it is touched
        for tell in self._told:
            tell(Touched(self.view.elements[-1]))

    def activate(self, node: int) -> None:  # noqa: ARG002
        self._go(1)

    def fill(self, node: int, text: str) -> None: ...

    def pick(self, node: int, option: int) -> None: ...

    def show(self, node: int) -> None: ...

    def scroll(self, pages: int) -> None: ...

    def back(self) -> None:
        self._go(-1)

    def answer(self, *, accept: bool) -> None: ...

    def resize(self, glass: Glass) -> None:
        self._glass = glass
        self._picture()

    def go(self, url: str) -> None: ...

    def close(self) -> None:
        self._told.clear()
        self._seen.clear()

    def _go(self, pages: int) -> None:
        self._number = min(max(self._number + pages, 0), len(self.views) - 1)
        self._arrive()

    def _arrive(self) -> None:
        self._picture()
        for tell in self._told:
            tell(Arrived(replace(self.view, has_before=self._number > 0)))

    def _picture(self) -> None:
        if self._glass is not None:
            frame = self.draw(self.view, self._glass)
            for show in self._seen:
                show(frame)


class Samples:
    """Gives a visit the samples of the site to which it goes."""

    def __init__(self, draw: Draw) -> None:
        """`draw` makes the picture of a sample, as large as the glass."""
        self._draw = draw
        self._views: tuple[View, ...] = ()

    @property
    def browsers(self) -> Browsers:
        """For a stage, as if there were a browser."""
        return Browsers(browser=lambda: SampleBrowser(self._views, self._draw), hosts=self._hosts)

    def _hosts(self, guidance: Guidance) -> Hosts:
        """Asked of each site before its browser is."""
        self._views = sample_views(guidance)
        return guidance.allowed()
