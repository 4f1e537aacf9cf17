"""The kiosk's resting screen beside the same screen as a page in Chromium, alternating, in one run.

    python -m benchmarks.kiosk_vs_chromium [--runs 5] [--idle 20] [--presses 5] [--json]

From the root of the repository. Needs Debian's chromium, xvfb and libxtst6 (xdotool brings it). Each program gets an
X server of its own for each run; a first run of each, not counted, fills the disk cache and makes Chromium's profile.
Run it by root, or by whoever may read /proc/PID/smaps_rollup of sandboxed processes; by root, Chromium runs as
`nobody`, so that its sandbox stays on.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.peers import HEIGHT, WIDTH, Peer, chromium, kiosk
from benchmarks.process_tree import adopt_orphans, cpu_seconds, members, pss_mb, stop
from benchmarks.x_screen import Box, Screen, x_screen

WHOLE: Final = Box(0, 0, WIDTH, HEIGHT, step=16)
DOORS: Final = Box(40, 140, 1240, 645)
PRESSED: Final = Box(44, 150, 500, 380, step=4)
"""Of the first door, without the place where the pointer is."""
RIGHT_DOORS: Final = Box(660, 150, 1230, 640)
"""What changes with the page, and not with the press."""
FIRST_DOOR, BACK, ASIDE = (590, 345), (130, 735), (640, 395)
QUIET_S: Final = 1.0
"""Between a new page and the next press: the kiosk takes an earlier one as meant for the page before."""
SILENT_S: Final = 7.0
"""Without a change, the screen is at rest: longer than any sentence during which nothing lights up."""
SETTLE_S: Final = 30.0
"""From the start to the idle measure, at least, for both."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured of one run of one program."""

    first_paint_s: float
    complete_s: float
    pss_mb: float
    idle_cpu_percent: float
    press_ms: float
    release_ms: float


LABELS: Final = {
    "first_paint_s": ("process start to first paint, s", 0.7),
    "complete_s": ("process start to the whole screen, s", None),
    "pss_mb": ("memory at rest (PSS of the tree), MB", 0.3),
    "idle_cpu_percent": ("idle CPU, % of a core", None),
    "press_ms": ("press to changed pixel, ms", None),
    "release_ms": ("release to new screen, ms", None),
}


def measure(peer: Peer, folder: Path, idle_s: float, presses: int) -> Run:
    """One run from start to end."""
    with tempfile.TemporaryDirectory(dir=folder) as frame, x_screen(Path(frame), WIDTH, HEIGHT) as (screen, server):
        screen.move(*ASIDE)
        before = screen.look(DOORS)
        begin = time.perf_counter()
        process = peer.start(screen.display)
        try:
            paint = screen.wait_for_change(DOORS, before, still_s=2.0, timeout_s=30.0)
            screen.wait_for_rest(WHOLE, SILENT_S, timeout_s=120.0)
            time.sleep(max(0.0, SETTLE_S - (time.perf_counter() - begin)))
            memory, idle = _at_rest(server, idle_s)
            touched = [_press_and_release(screen) for _ in range(presses)]
        finally:
            stop(process, without=(server,))
    press, release = (median(column) * 1000 for column in zip(*touched, strict=True))
    return Run(paint.first - begin, paint.last - begin, memory, idle, press, release)


def _at_rest(server: int, seconds: float) -> tuple[float, float]:
    """Megabytes, and percent of a core over so many seconds."""
    pids = members(without=(server,))
    memory = pss_mb(pids)
    used, since = cpu_seconds(pids), time.perf_counter()
    time.sleep(seconds)
    return memory, 100 * (cpu_seconds(pids) - used) / (time.perf_counter() - since)


def _press_and_release(screen: Screen) -> tuple[float, float]:
    """Seconds from pressing the first door to its first changed pixel, and from releasing it to the next screen."""
    screen.move(*FIRST_DOOR)
    time.sleep(QUIET_S)
    door, others = screen.look(PRESSED), screen.look(RIGHT_DOORS)
    down = screen.press(down=True)
    pressed = screen.wait_for_change(PRESSED, door, still_s=0.2, timeout_s=5.0)
    up = screen.press(down=False)
    shown = screen.wait_for_change(RIGHT_DOORS, others, still_s=0.4, timeout_s=5.0)
    screen.move(*BACK)
    time.sleep(QUIET_S)
    page = screen.look(RIGHT_DOORS)
    screen.press(down=True)
    time.sleep(0.1)
    screen.press(down=False)
    screen.wait_for_change(RIGHT_DOORS, page, still_s=0.4, timeout_s=5.0)
    return pressed.first - down, shown.last - up


def table(runs: dict[str, list[Run]]) -> str:
    """Medians side by side, as Markdown."""
    lines = ["| measure | kiosk | Chromium | kiosk / Chromium | aim |", "|---|---:|---:|---:|---:|"]
    for key, row in medians(runs).items():
        label, aim = LABELS[key]
        wanted = f"at most {aim}" if aim else "kiosk at most 0.1" if key == "idle_cpu_percent" else ""
        lines.append(f"| {label} | {row['kiosk']:.3g} | {row['chromium']:.3g} | {row['ratio']:.2f} | {wanted} |")
    return "\n".join(lines)


def medians(runs: dict[str, list[Run]]) -> dict[str, dict[str, float]]:
    """Of each measure: the medians of both and their ratio."""
    found = {}
    for key in (field.name for field in fields(Run)):
        row = {name: median(getattr(run, key) for run in done) for name, done in runs.items()}
        found[key] = {**row, "ratio": row["kiosk"] / row["chromium"] if row["chromium"] else float("nan")}
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Run both in turn, print the table or JSON."""
    arguments = _arguments(argv)
    adopt_orphans()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # Chromium's user reads the page here
        data = folder / "data"
        data.mkdir()
        peers = (kiosk(arguments.python, data), chromium(arguments.chromium, folder))
        runs: dict[str, list[Run]] = {peer.name: [] for peer in peers}
        for number in range(arguments.runs + 1):
            for peer in peers:
                run = measure(peer, folder, arguments.idle if number else 1.0, arguments.presses if number else 1)
                print(f"{peer.name} {number or 'warm-up'}: {asdict(run)}", file=sys.stderr, flush=True)
                if number:
                    runs[peer.name].append(run)
    if arguments.json:
        every = {peer: [asdict(run) for run in done] for peer, done in runs.items()}
        print(json.dumps({"medians": medians(runs), "runs": every}, indent=1))
    else:
        print(table(runs))
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n\n", maxsplit=1)[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="of each program; default: 5")
    parser.add_argument(
        "--idle", type=float, default=20.0, metavar="S", help="seconds of the idle measure; default: 20"
    )
    parser.add_argument("--presses", type=int, default=5, help="presses a run, of which the median; default: 5")
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="the Python that has the kiosk")
    parser.add_argument("--chromium", default="chromium", metavar="PROGRAM", help="the browser's command")
    parser.add_argument("--json", action="store_true", help="every run as JSON")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
