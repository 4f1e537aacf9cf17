"""Pictures and letters: every icon is there, every character is in the fonts."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.checking.texts import Keys, Text
from kiosk.journey.loader import Library
from kiosk.journey.model import ChecklistStep, Step, options

_TOOL = "fc-query"
"""Debian's fontconfig: which characters a font has."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Folders of what the screens draw with: `icons` holds name.png, `fonts` .ttf files."""

    icons: Path
    fonts: Path


def icon_findings(library: Library, assets: Assets, lines: Lines) -> Iterator[Finding]:
    """Icons that no file has. None (an empty name) is allowed."""
    known = {path.stem for path in assets.icons.glob("*.png")}
    for journey in library.journeys.values():
        file = f"{journey.id}.yaml"
        for number, step in enumerate(journey.steps):
            for name, keys in _icons(step):
                if name and name not in known:
                    line = lines.of(file, "steps", number, *keys)
                    near = ", ".join(sorted(one for one in known if one.split("-")[0] == name.split("-")[0])[:4])
                    message = f"there is no icon {name!r}"
                    yield Finding(
                        file, line, "icon", message, f"write one of icons.txt{f', such as {near}' if near else ''}"
                    )


def _icons(step: Step) -> Iterator[tuple[str, Keys]]:
    yield step.icon, ("icon",)
    for number, option in enumerate(options(step)):
        yield option.icon, ("choices", number, "icon")
    if isinstance(step, ChecklistStep):
        for number, item in enumerate(step.items):
            yield item.icon, ("items", number, "icon")


def glyph_findings(texts: Iterable[Text], assets: Assets) -> Iterator[Finding]:
    """Characters that a font has not: they would be shown as an empty box. A note where nothing can tell."""
    if shutil.which(_TOOL) is None:
        yield Finding("fonts", 0, "glyph", "was not checked", "install the Debian package fontconfig", note=True)
        return
    drawn = frozenset[int].intersection(*(_characters(font) for font in sorted(assets.fonts.glob("*.ttf"))))
    for text in texts:
        for sign in dict.fromkeys(one for one in text.shown if ord(one) not in drawn):
            message = f"the fonts have no {sign!r} (U+{ord(sign):04X}) in « {text.text} »"
            yield Finding(text.file, text.line, "glyph", message, "write another sign")


def _characters(font: Path) -> frozenset[int]:
    """What a font can draw."""
    command = [_TOOL, "--format=%{charset}", str(font)]
    ranges = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.split()
    bounds = ([int(bound, 16) for bound in one.split("-")] for one in ranges)
    return frozenset(sign for ends in bounds for sign in range(ends[0], ends[-1] + 1))
