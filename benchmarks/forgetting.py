"""What it costs to overwrite freed memory, and what each way leaves: `python -m benchmarks.forgetting [--runs 3]`.

Each way is an environment in which `kiosk run` starts, on an X server of its own; the ways take turns. Its start is
also the price of another way, a new process after each visitor who typed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Final

from kiosk.forgetting import OVERWRITING
from tests.canary.fields import settings, write_site
from tests.canary.outside import SIZE, Outside, outside
from tests.canary.search import in_process
from tests.e2e.desktop import pause
from tests.kiosk.test_forgetting import PIECES, TYPES

GLIBC: Final = "glibc.malloc.perturb=85:glibc.malloc.tcache_count=0"
WAYS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "nothing overwritten": {},
        "malloc, perturb": {"PYTHONMALLOC": "malloc", "GLIBC_TUNABLES": GLIBC},
        "malloc_debug, perturb": {"PYTHONMALLOC": "malloc_debug", "GLIBC_TUNABLES": GLIBC},
        "as `kiosk run`": OVERWRITING,
    }
)
CHILD: Final = "import sys; from kiosk.__main__ import _done; sys.exit(_done(sys.argv[1:]))"
"""`kiosk run` without the new beginning."""
DOOR, LEAVE = (900, 240), (100, 740)
"""Pixels from the top left: a door of the resting screen, and *Retour* on the page behind it."""
Figures = dict[str, float]


def measured(way: Mapping[str, str], *, anew: bool) -> Figures:
    """One start; `anew`: as on a command line, without the environment, so that the process begins twice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_site(settings(), folder / "site.toml", (120, 30))
        words = ["run", "--data", str(folder / "data"), "--site", str(folder / "site.toml")]
        words += ["--size", f"{SIZE[0]}x{SIZE[1]}"]
        start = ["-m", "kiosk"] if anew else ["-c", CHILD]
        begin = time.monotonic()
        with outside(folder, [*start, *words], {"PYTHONDONTWRITEBYTECODE": "1", **way}) as kiosk:
            seconds = time.monotonic() - begin
            kiosk.settle(1.0)
            figures = {"start, s": seconds, "start, CPU s": _cpu(kiosk)}
            kiosk.settle(2.0)
            before, presses = _cpu(kiosk), [_press(kiosk, place) for _ in range(6) for place in (DOOR, LEAVE)]
            figures["touch to new screen, ms"] = median(presses) * 1000
            figures["12 pages, CPU s"] = _cpu(kiosk) - before
            figures["memory, MB"] = _memory(kiosk)
        return figures


def left(way: Mapping[str, str]) -> int:
    """Pieces of what was typed in a small process that are still in its memory once all of it was let go."""
    environment = {**{name: value for name, value in os.environ.items() if name not in OVERWRITING}, **way}
    command = [sys.executable, "-c", TYPES]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0, env=environment) as child:
        assert child.stdin
        assert child.stdout
        child.stdin.write("".join(PIECES).encode())
        assert child.stdout.readline()
        hits = len(in_process(child.pid, PIECES).hits)
        child.stdin.write(b"\n")
    return hits


def _press(kiosk: Outside, place: tuple[int, int]) -> float:
    pause(0.7)
    shown, begin, changed = kiosk.picture(), time.monotonic(), 0.0
    kiosk.click(place)
    while time.monotonic() - begin < (changed + 0.4 if changed else 5.0):
        now = kiosk.picture()
        if now != shown:
            shown, changed = now, time.monotonic() - begin
        pause(0.002)
    assert changed, "nothing was touched"
    return changed


def _cpu(kiosk: Outside) -> float:
    """Seconds of processor since its start, in all threads."""
    words = Path(f"/proc/{kiosk.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, words[11:13])) / os.sysconf("SC_CLK_TCK")


def _memory(kiosk: Outside) -> float:
    lines = Path(f"/proc/{kiosk.process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("Pss:"))) / 1024


def main() -> None:
    """Print a table: medians of the runs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    found: dict[str, list[Figures]] = defaultdict(list)
    for _ in range(runs):
        for name, way in WAYS.items():
            found[name].append(measured(way, anew=False))
        found["the same, begun anew"].append(measured({}, anew=True))
    names = list(found["the same, begun anew"][0])
    print("| way | pieces left |", " | ".join(names), "|")
    for title, figures in found.items():
        values = (f"{median(one[name] for one in figures):.2f}" for name in names)
        print(f"| {title} | {left(WAYS.get(title, OVERWRITING))} |", " | ".join(values), "|", flush=True)


if __name__ == "__main__":
    main()
