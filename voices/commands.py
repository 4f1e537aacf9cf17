"""What `kiosk voices build`, `check` and `measure` do and answer: lines to print, and whether all is well."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from voices.audit import check
from voices.build import Progress, Workshop, build
from voices.clips import Folders
from voices.lexicon import Lexicon
from voices.lexicon_file import TEMPLATE, lexicon_path, read_lexicon
from voices.manifest import Entry, read_manifest
from voices.measure import Journeys, Report, Row, measure
from voices.measures import INTEGRATED, MOMENTARY
from voices.protocol import Equipment

_COLUMNS = ("journey", "", "sentences", "words", "a minute", "long LUFS", "short LUFS", "dBTP", "silence s")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: for the output, for the error output, and whether all is well."""

    text: str
    errors: tuple[str, ...] = ()
    well: bool = True


def build_clips(
    texts: Iterable[tuple[str, str]], data: Path, equipment: Equipment, engine: str, progress: Progress
) -> Answer:
    """Prepare a clip of each of `texts`, pairs of (language, displayed text); `engine` is "" for the usual order."""
    lexicon, faults = _lexicon(data)
    folders = Folders.of(data)
    report = build(texts, folders, Workshop(equipment, engine, lexicon), progress)
    voices = sorted({_voice(entry) for entry in read_manifest(folders.synthetic[0]).values()})
    counts = f"clips: {report.made} made, {report.kept} kept, {report.removed} removed"
    counts += f"; {report.taken} that came with the release" if report.taken else ""
    counts += f"; {report.human} recorded by people" if report.human else ""
    errors = (*faults, *report.faults)
    return Answer("\n".join((*voices, counts)), errors, well=not errors)


def _voice(entry: Entry) -> str:
    if entry.recipe is None:
        return f"{entry.language}: {entry.source}"
    return f"{entry.language}: {entry.recipe.version}, voice {entry.recipe.voice}"


def check_clips(texts: Iterable[tuple[str, str]], data: Path, equipment: Equipment) -> Answer:
    """Name each clip that is missing, stale, damaged or an orphan."""
    faults = clip_faults(texts, data, equipment)
    end = f"{len(faults)} faults" if faults else "no faults: every fixed sentence has its clip"
    return Answer("\n".join((*faults, end)), well=not faults)


def clip_faults(texts: Iterable[tuple[str, str]], data: Path, equipment: Equipment) -> tuple[str, ...]:
    """Return a line for each clip, and each line of the facilitator's lexicon, that is not as it should be."""
    lexicon, faults = _lexicon(data)
    return (*faults, *map(str, check(texts, Folders.of(data), lexicon, equipment)))


def measure_clips(journeys: Journeys, data: Path, equipment: Equipment, *, as_json: bool) -> Answer:
    """Give the figures of every journey, and name each clip that is outside the bounds."""
    lexicon, _ = _lexicon(data)
    report = measure(journeys, Folders.of(data), lexicon, equipment)
    return Answer(_json(report) if as_json else _table(report), well=not report.faults)


def begin_lexicon(data: Path) -> Answer:
    """Write an empty lexicon for the facilitator to fill in; one that is there is only looked at."""
    path = lexicon_path(data)
    try:
        if path.exists():
            _, faults = _lexicon(data)
            return Answer(f"{path} is there already; it was left as it is", faults, well=not faults)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
    except OSError as error:
        return Answer(f"{error.filename or path}: cannot be written: {error.strerror}", well=False)
    return Answer(f"{path} is ready; write a word on each line, then run `kiosk voices build`")


def _lexicon(data: Path) -> tuple[Lexicon, tuple[str, ...]]:
    """Return the lexicon of this kiosk, and what is wrong in the facilitator's file."""
    read = read_lexicon(lexicon_path(data))
    return read.lexicon, tuple(fault.reason for fault in read.faults)


def _table(report: Report) -> str:
    """Return the rows under each other, and a last line that says how it stands."""
    lines = [_COLUMNS, *map(_cells, report.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    end = f"{len(report.faults)} faults" if report.faults else "no faults: every clip is within the bounds"
    return "\n".join((*table, *report.faults, end))


def _cells(row: Row) -> tuple[str, ...]:
    levels = [
        f"{found[0]:.1f} to {found[1]:.1f}" if (found := row.levels(measure)) else "-"
        for measure in (INTEGRATED, MOMENTARY)
    ]
    peak = max((clip.measures.true_peak for clip in row.clips), default=0.0)
    silence = max((clip.measures.longest_silence for clip in row.clips), default=0.0)
    counts = str(len(row.clips)), str(row.words), f"{row.pace:.1f}"
    return row.journey or "(everywhere)", row.language, *counts, *levels, f"{peak:.1f}", f"{silence:.2f}"


def _json(report: Report) -> str:
    rows = [
        {
            "journey": row.journey,
            "language": row.language,
            "words": row.words,
            "seconds": round(row.seconds, 3),
            "words_a_minute": round(row.pace, 1),
            "clips": [
                {**asdict(clip), "path": str(clip.path), "words_a_minute": round(clip.pace, 1)} for clip in row.clips
            ],
        }
        for row in report.rows
    ]
    return json.dumps({"journeys": rows, "faults": report.faults}, ensure_ascii=False, indent=1)
