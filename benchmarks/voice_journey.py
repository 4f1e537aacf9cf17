"""A whole journey, walked by touch and heard out page by page: what `benchmarks.voice --journey ID` measures."""

import os
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from kiosk.ids import JourneyId
from kiosk.opening import Opened
from kiosk.settings import load
from kiosk.tour import Stop, stops
from tests.heard_journey import Finding, findings, heard_stage
from tests.sound import sound_server

ALIKE = 0.9
TOGETHER_MS = 100


def longest(opened: Opened, journey: JourneyId) -> Stop:
    """Return the step of a journey that is the most touches away."""
    return max(stops(opened.site, journey), key=lambda stop: len(stop.answers))


def measure(journey: str, data: Path) -> None:
    """Print what was found; `data` holds the clips."""
    os.environ |= {"KIVY_HOME": tempfile.mkdtemp(), "KIVY_NO_ARGS": "1", "KIVY_NO_CONFIG": "1"}
    os.environ |= {"KIVY_NO_FILELOG": "1", "KIVY_LOG_MODE": "PYTHON"}
    with tempfile.TemporaryDirectory(prefix="snd-") as folder, sound_server(Path(folder)) as recorder:
        os.environ |= recorder.environment
        with recorder.record() as recording, heard_stage(data, load()) as heard:
            stop = longest(heard.opened, JourneyId(journey))
            heard.guide.go(stop.answers)
            heard.guide.restart()
            heard.hear_out()
        found = findings(heard.witness.sentences, recording, data)
    print(f"\nJourney {journey}, by touch to {stop.ref.step}: {len(recording.samples) / 22_050:.0f} s of sound\n")
    print("\n".join(table(found)))
    print("\nlatest sounds:")
    for one in sorted(found, key=lambda one: -one.offset)[:5]:
        print(f"- {one.offset * 1000:.0f} ms: {one.sentence.mark}{', live' * one.sentence.live}")
    print(f"\nclock of the recording: {recording.skew * 1000:.1f} ms between its start and its end")


def table(found: Sequence[Finding]) -> list[str]:
    """Return the figures as a table."""
    offsets = sorted(one.offset * 1000 for one in found if one.sentence.lit)
    overlaps = sum(other.start < one.end for one, other in pairwise(found))
    rows = {
        "pages that spoke": str(len({one.sentence.page for one in found})),
        "sentences asked for (live ones among them)": f"{len(found)} ({sum(one.sentence.live for one in found)})",
        "found in the recording, in order": str(sum(one.likeness >= ALIKE for one in found)),
        "likeness of a whole sentence, least": f"{min(one.likeness for one in found):.3f}",
        "first 50 ms found": str(sum(one.first >= ALIKE for one in found)),
        "likeness of the first 50 ms, least": f"{min(one.first for one in found):.3f}",
        "overlapping": str(overlaps),
        "light to sound, median (least, most), ms": f"{median(offsets):.0f} ({offsets[0]:.0f}, {offsets[-1]:.0f})",
        "light to sound beyond 100 ms": str(sum(abs(offset) > TOGETHER_MS for offset in offsets)),
        "never lit": str(sum(not one.sentence.lit for one in found)),
    }
    return ["| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows.items())]
