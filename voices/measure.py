"""Holds every clip to the bounds of the house: pace, loudness, true peak, silence; a table a journey."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voices import clips
from voices.audit import Kind, check
from voices.clips import Folders, clip_path
from voices.faults import Fault
from voices.lexicon import Lexicon
from voices.loudness import PEAK
from voices.manifest import Source
from voices.measures import Measures, measured, word_count
from voices.pcm import read_wav
from voices.protocol import USUAL, Equipment

TOGETHER: Final = (110.0, 130.0)
"""Words a minute over all sentences of a journey."""
ALONE: Final = (85.0, 160.0)
"""The same of one sentence of `SENTENCE` words and more."""
SENTENCE: Final = 6
SPREAD: Final = 2.0
"""LU between the loudest and the quietest clip of a class: each stands within half of it from its class's target."""
SILENCE: Final = 0.6
"""Seconds inside a clip, at most."""

Journeys = Iterable[tuple[str, Sequence[tuple[str, str]]]]
"""Title of each journey ("": the house), and its (language, displayed text)."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip that was measured."""

    name: str
    language: str
    text: str
    path: Path
    source: Source
    words: int
    measures: Measures

    @property
    def pace(self) -> float:
        """Words a minute."""
        return self.measures.pace(self.words)

    def faults(self) -> Iterator[str]:
        """Yield what is outside the bounds."""
        found = self.measures
        if self.words >= SENTENCE and not ALONE[0] <= self.pace <= ALONE[1]:
            yield f"{self.pace:.0f} words a minute ({self.words} words in {found.duration:.1f} s), not {_range(ALONE)}"
        if abs(found.level - found.target) > SPREAD / 2:
            wanted = _range((found.target - SPREAD / 2, found.target + SPREAD / 2))
            yield f"{found.level:.1f} LUFS ({found.measure}), not {wanted}"
        if found.true_peak > PEAK:
            yield f"true peak {found.true_peak:.1f} dBTP, over {PEAK:.0f}"
        if found.longest_silence > SILENCE:
            yield f"{found.longest_silence:.2f} s of silence inside, over {SILENCE}"


@dataclass(frozen=True, slots=True)
class Row:
    """All sentences of one journey in one language, together."""

    journey: str
    language: str
    clips: tuple[Clip, ...]

    @property
    def words(self) -> int:
        """All words."""
        return sum(clip.words for clip in self.clips)

    @property
    def seconds(self) -> float:
        """Of all sentences, without the pauses between them."""
        return sum(clip.measures.duration for clip in self.clips)

    @property
    def pace(self) -> float:
        """Words a minute over all sentences."""
        return self.words * 60 / self.seconds if self.seconds else 0.0

    def levels(self, measure: str) -> tuple[float, float] | None:
        """Return LUFS of the quietest and the loudest clip of a class; None when there is none."""
        found = [clip.measures.level for clip in self.clips if clip.measures.measure == measure]
        return (min(found), max(found)) if found else None

    def fault(self) -> str:
        """Return what is outside the bounds; "" when nothing is."""
        if not self.clips or TOGETHER[0] <= self.pace <= TOGETHER[1]:
            return ""
        return f"{self.journey} ({self.language}): {self.pace:.1f} words a minute together, not {_range(TOGETHER)}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured; all is well when there are no faults."""

    rows: tuple[Row, ...]
    faults: tuple[str, ...]


def _range(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]:.0f} to {bounds[1]:.0f}"


def measure(
    journeys: Journeys, folders: Folders, lexicon: Lexicon | None = None, equipment: Equipment = USUAL
) -> Report:
    """Return the figures of every clip of these journeys, and a line for each that is outside the bounds.

    A clip that is missing, stale or damaged cannot be vouched for, and is a fault too.
    """
    journeys = tuple(journeys)
    texts = [pair for _, pairs in journeys for pair in pairs]
    broken = [found for found in check(texts, folders, lexicon, equipment) if found.kind is not Kind.ORPHAN]
    found = {name: _clip(name, *pair, folders) for name, pair in clips.by_name(texts).items()}
    whole = {name: clip for name, clip in found.items() if isinstance(clip, Clip)}
    rows = tuple(_rows(journeys, whole))
    lines = list(map(str, broken))
    lines += [_line(clip, fault) for clip in whole.values() for fault in clip.faults()]
    lines += sorted({clip.reason for clip in found.values() if isinstance(clip, Fault)})
    lines += [fault for row in rows if (fault := row.fault())]
    return Report(rows, tuple(lines))


def _line(clip: Clip, fault: str) -> str:
    return f"{clip.language}: {clip.text}: {fault}: {clip.path}"


def _clip(name: str, language: str, text: str, folders: Folders) -> Clip | Fault | None:
    """Return the clip that is heard for a text, measured; None when there is none."""
    words = word_count(text, language)
    human = clips.recording(folders, language, name)
    paths = (clip_path(folder, language, name) for folder in folders.synthetic)
    heard = human or next(((path, sound) for path in paths if (sound := read_wav(path))), None)
    if heard is None:
        return None
    figures = measured(heard[1])
    if isinstance(figures, Fault):
        return figures
    return Clip(name, language, text, heard[0], Source.HUMAN if human else Source.SYNTHETIC, words, figures)


def _rows(journeys: Journeys, whole: dict[str, Clip]) -> Iterator[Row]:
    for title, pairs in journeys:
        names = clips.by_name(pairs)
        for language in dict.fromkeys(language for language, _ in names.values()):
            spoken = (whole[name] for name, (tongue, _) in names.items() if tongue == language and name in whole)
            yield Row(title, language, tuple(spoken))
