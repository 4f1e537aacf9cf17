"""The official site inside the kiosk beside the same site in full Chromium in kiosk mode, alternating, in one run.

    python -m benchmarks.guided_site [--runs 2] [--idle 20] [--presses 6] [--data DIR] [--json]

From the root of the repository. Needs what `benchmarks.kiosk_vs_chromium` needs, chromium-headless-shell, and the
extras for tests: the site is a really started django-appointment on 127.0.0.1. Both browsers run as ordinary users,
with their sandboxes on. A first run of each is not counted. Three minutes, and half a minute more for the kiosk's
clips, unless `--data` has them from an earlier time.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, fields
from itertools import cycle, islice
from math import isnan, nan
from pathlib import Path
from select import select
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.guided_peers import (
    BEFORE,
    GRID,
    LINK,
    NEXT,
    PATIENCE_S,
    GuidedKiosk,
    PlainChromium,
    guided_kiosk,
    plain_chromium,
)
from benchmarks.peers import HEIGHT, WIDTH, prepared
from benchmarks.process_tree import adopt_orphans, cpu_seconds, members, pss_mb, stop
from benchmarks.x_screen import POLL_S, Box, Screen, x_screen
from kiosk.official_site.browser import group
from tests import django_office
from tests.official_journey import DOOR, GO
from tests.ordinary_user import ordinary_user

if TYPE_CHECKING:
    from subprocess import Popen

WHOLE: Final = Box(0, 0, WIDTH, HEIGHT, step=16)
PAGE: Final = Box(60, 260, 860, 630)
"""A part of the glass, whatever stands beside and above it."""
TITLE: Final = Box(130, 20, 1000, 130, step=4)
LATER, SOONER = "›", "‹"
"""The buttons that turn the site's calendar."""
TO_THE_MONTH: Final = 3
"""Presses of *Descendre* until they are in sight."""
BESIDE_PX: Final = 16
"""Of an element, how far its mark reaches at most."""
QUIET_S: Final = 0.7
"""Before each touch: the kiosk takes an earlier one as meant for the page before, or as a tremor."""
HELD_S: Final = 0.1
BEGUN_S: Final = 3.0
"""For all that a start does after its first picture."""
STILL_S: Final = 0.7
SPEECH_S: Final = 4.0


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured of one run of one program. What only the kiosk does is NaN for Chromium."""

    press_ms: float
    mark_ms: float
    scroll_ms: float
    first_page_ms: float
    pss_mb: float
    files_mb: float
    idle_cpu_percent: float
    reset_s: float
    gone_s: float
    ready_s: float


LABELS: Final = {
    "press_ms": ("finger to glass: touch that presses to changed pixel of the page, ms", 60.0),
    "mark_ms": ("touch that marks to the mark around the element, ms", 60.0),
    "scroll_ms": ("*Descendre*, *Monter* to changed pixel of the page, ms", 60.0),
    "first_page_ms": ("touch to the whole first page, ms", None),
    "pss_mb": ("memory on the page (PSS of kiosk and browser together), MB", 350.0),
    "files_mb": ("of it, pages of programs and libraries, MB", None),
    "idle_cpu_percent": ("idle CPU on the page, % of a core", None),
    "reset_s": ("reset: last touch to all of the below, s", 0.5),
    "gone_s": ("no process of the visitor's browser left, s", None),
    "ready_s": ("the next browser answers, s", None),
}
"""Of each measure: its words, and the most that the kiosk aims at."""


def of_kiosk(screen: Screen, servers: Sequence[int], kiosk: GuidedKiosk, idle_s: float, presses: int) -> Run:
    """One visit: from the resting screen to the page that says that all is erased."""
    kiosk.see(DOOR)
    time.sleep(BEGUN_S)
    _touch(screen, kiosk.see(DOOR))
    go = kiosk.see(GO)
    waits = kiosk.next("ready")["group"]
    first = _whole(screen, go, PAGE)
    kiosk.see("glass")
    for _ in range(TO_THE_MONTH):
        _after_touch(screen, kiosk.see("Descendre"), PAGE)
    boxes = kiosk.boxes()
    later, sooner, glass = boxes[LATER], boxes[SOONER], boxes["glass"]
    month = Box(glass.left, sooner.top, sooner.left - BESIDE_PX, later.bottom, step=4)
    touched = [_marked_and_pressed(screen, one, month) for one in islice(cycle((later, sooner)), presses)]
    ways = islice(cycle(("Monter", "Descendre")), presses)
    scrolled = [_after_touch(screen, boxes[way], glass) for way in ways]
    memory, files, idle = _at_rest(servers, idle_s)
    _touch(screen, kiosk.see("Terminer"))
    gone, shown, ready = _reset(screen, kiosk, waits)
    mark, press = (1000 * median(column) for column in zip(*touched, strict=True))
    return Run(
        press, mark, 1000 * median(scrolled), 1000 * first, memory, files, idle, max(gone, shown, ready), gone, ready
    )


def of_chromium(screen: Screen, servers: Sequence[int], peer: PlainChromium, idle_s: float, presses: int) -> Run:
    """The same site; a reset is what a kiosk of this kind does: kill it, delete all, start anew."""
    process = _started(screen, peer)
    first = _whole(screen, LINK, PAGE)
    buttons = islice(cycle((peer.places[NEXT], peer.places[BEFORE])), presses)
    pressed = [_after_touch(screen, one, peer.places[GRID]) for one in buttons]
    memory, files, idle = _at_rest(servers, idle_s)
    begin = time.perf_counter()
    stop(process, without=servers, patience_s=0.0)
    gone = time.perf_counter() - begin
    process = _started(screen, peer)
    reset = time.perf_counter() - STILL_S - begin
    stop(process, without=servers)
    return Run(1000 * median(pressed), nan, nan, 1000 * first, memory, files, idle, reset, gone, reset)


def _started(screen: Screen, peer: PlainChromium) -> "Popen[bytes]":
    """Chromium, once its first page has been still for `STILL_S`."""
    before = screen.look(WHOLE)
    process = peer.start(screen.display)
    screen.wait_for_change(WHOLE, before, still_s=STILL_S, timeout_s=PATIENCE_S)
    return process


def _touch(screen: Screen, box: Box, seen: Box = WHOLE) -> tuple[float, bytes]:
    """Press what is there; the moment of the release, and how a part looked just before."""
    screen.move((box.left + box.right) // 2, (box.top + box.bottom) // 2)
    time.sleep(QUIET_S)
    screen.press(down=True)
    time.sleep(HELD_S)
    before = screen.look(seen)
    return screen.press(down=False), before


def _after_touch(screen: Screen, box: Box, seen: Box) -> float:
    """Seconds from the release to the first changed pixel of a part."""
    up, before = _touch(screen, box, seen)
    return screen.wait_for_change(seen, before, still_s=0.3, timeout_s=PATIENCE_S).first - up


def _whole(screen: Screen, box: Box, seen: Box) -> float:
    """Seconds from the release to the last change of a part."""
    up, before = _touch(screen, box, seen)
    return screen.wait_for_change(seen, before, still_s=STILL_S, timeout_s=PATIENCE_S).last - up


def _marked_and_pressed(screen: Screen, box: Box, month: Box) -> tuple[float, float]:
    """Seconds of the first touch until the element is marked, and of the second until the page is another."""
    around = Box(box.left - BESIDE_PX, box.top - BESIDE_PX, box.right + BESIDE_PX, box.bottom + BESIDE_PX, step=1)
    return _after_touch(screen, box, around), _after_touch(screen, box, month)


def _at_rest(servers: Sequence[int], seconds: float) -> tuple[float, float, float]:
    """Megabytes, those of files, and percent of a core over so many seconds, begun in silence."""
    time.sleep(min(seconds, SPEECH_S))
    pids = members(without=servers)
    memory, files = pss_mb(pids), pss_mb(pids, "Pss_File")
    used, since = cpu_seconds(pids), time.perf_counter()
    time.sleep(seconds)
    return memory, files, 100 * (cpu_seconds(pids) - used) / (time.perf_counter() - since)


def _reset(screen: Screen, kiosk: GuidedKiosk, browser: int) -> tuple[float, float, float]:
    """Seconds from the last touch until no process of the browser lives, the end is shown, the next browser answers."""
    handles = [os.pidfd_open(pid) for pid in group.members(browser)]
    assert handles
    up, before = _touch(screen, kiosk.see("Oui, tout effacer"), TITLE)
    gone = shown = 0.0
    while not (gone and shown):
        if not gone and len(select(handles, [], [], 0)[0]) == len(handles):
            gone = time.perf_counter() - up
        if not shown and screen.look(TITLE) != before:
            shown = time.perf_counter() - up
        assert time.perf_counter() - up < PATIENCE_S, "the visit did not end"
        time.sleep(POLL_S)
    for handle in handles:
        os.close(handle)
    assert not group.members(browser)
    after = kiosk.next("ready")
    assert after["group"] != browser
    return gone, shown, after["ready"] - up


def table(runs: dict[str, list[Run]]) -> str:
    """Medians side by side, as Markdown; the aims are the kiosk's."""
    lines = ["| measure | kiosk | Chromium | kiosk / Chromium | aim |", "|---|---:|---:|---:|---|"]
    for key, row in medians(runs).items():
        label, aim = LABELS[key]
        figures = " | ".join(_figure(row[one]) for one in ("kiosk", "chromium", "ratio"))
        lines.append(f"| {label} | {figures} | {_judged(row['kiosk'], aim)} |")
    return "\n".join(lines)


def _figure(value: float) -> str:
    if isnan(value):
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004


def _judged(value: float, aim: float | None) -> str:
    if aim is None:
        return ""
    return f"at most {aim:g}: {'reached' if value <= aim else '**not reached**'}"


def medians(runs: dict[str, list[Run]]) -> dict[str, dict[str, float]]:
    """Of each measure: the medians of both and their ratio."""
    found = {}
    for key in (field.name for field in fields(Run)):
        row = {name: median(getattr(run, key) for run in done) for name, done in runs.items()}
        found[key] = {**row, "ratio": row["kiosk"] / row["chromium"] if row["chromium"] else nan}
    return found


def measured(wanted: argparse.Namespace) -> dict[str, list[Run]]:
    """Run both in turn."""
    runs: dict[str, list[Run]] = {"kiosk": [], "chromium": []}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)  # Chromium's user reads its first page here
        data = prepared(wanted.python, wanted.data or _made(folder / "data"))
        user = stack.enter_context(ordinary_user())
        office = stack.enter_context(django_office.running(_made(folder / "office")))
        peer = plain_chromium(wanted.chromium, folder, office, user)
        for number in range(wanted.runs + 1):
            idle, presses = (wanted.idle, wanted.presses) if number else (0.0, 2)
            with _glass() as (screen, servers):
                kiosk = guided_kiosk(wanted.python, data, office.port, user, screen.display)
                try:
                    run = of_kiosk(screen, servers, kiosk, idle, presses)
                finally:
                    stop(kiosk.process, without=servers)
            _note(runs["kiosk"], "kiosk", number, run)
            with _glass() as (screen, servers):
                run = of_chromium(screen, servers, peer, idle, presses)
            _note(runs["chromium"], "chromium", number, run)
    return runs


@contextmanager
def _glass() -> Iterator[tuple[Screen, list[int]]]:
    """An empty screen, and the processes that are not measured."""
    with tempfile.TemporaryDirectory() as frame, x_screen(Path(frame), WIDTH, HEIGHT) as (screen, _):
        yield screen, members(without=())


def _note(done: list[Run], name: str, number: int, run: Run) -> None:
    print(f"{name} {number or 'warm-up'}: {asdict(run)}", file=sys.stderr, flush=True)
    if number:
        done.append(run)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def main(argv: Sequence[str] | None = None) -> int:
    """Run both in turn, print the table or JSON."""
    wanted = _arguments(argv)
    adopt_orphans()
    load = os.getloadavg()[0]
    runs = measured(wanted)
    if wanted.json:
        every = {peer: [asdict(run) for run in done] for peer, done in runs.items()}
        print(json.dumps({"load": load, "medians": medians(runs), "runs": every}, indent=1))
    else:
        print(f"Medians of {wanted.runs} runs; load before them {load:.1f} on {os.cpu_count()} cores.\n\n{table(runs)}")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n\n", maxsplit=1)[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=2, help="of each program; default: 2")
    parser.add_argument("--idle", type=float, default=20.0, metavar="S", help="seconds without a touch; default: 20")
    parser.add_argument("--presses", type=int, default=6, help="of each kind a run, of which the median; default: 6")
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="the Python that has the kiosk")
    parser.add_argument("--chromium", default="chromium", metavar="PROGRAM", help="the full browser's command")
    parser.add_argument("--data", type=Path, metavar="DIR", help="a folder for the kiosk's clips, which is kept")
    parser.add_argument("--json", action="store_true", help="every run as JSON")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
