"""The manifest of a folder of clips: what each says, who speaks, how it was made and what it measures."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from voices.measures import Measures, word_count
from voices.synthesis import Recipe

MANIFEST: Final = "manifest.json"


class Source(StrEnum):
    """Who speaks."""

    SYNTHETIC = "synthèse"
    HUMAN = "humain"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest."""

    text: str
    """As displayed."""
    language: str
    source: Source
    spoken_sha256: str
    """Of the normalised text, in UTF-8."""
    words: int
    """As a listener hears them: `voices.measures.word_count`."""
    words_a_minute: float
    recipe: Recipe | None
    """None: a person speaks."""
    measures: Measures
    sha256: str
    """Of the whole file."""

    @classmethod
    def of(
        cls, text: str, language: str, spoken: str, *, recipe: Recipe | None, measures: Measures, sha256: str
    ) -> "Entry":
        """Return the line of a clip that says the normalised text `spoken`; without a recipe a person speaks."""
        words = word_count(text, language)
        return cls(
            text=text,
            language=language,
            source=Source.SYNTHETIC if recipe else Source.HUMAN,
            spoken_sha256=hashlib.sha256(spoken.encode()).hexdigest(),
            words=words,
            words_a_minute=round(measures.pace(words), 1),
            recipe=recipe,
            measures=measures,
            sha256=sha256,
        )

    @classmethod
    def read(cls, line: Mapping[str, Any]) -> "Entry":
        """Return the entry of a line as it was written; raises KeyError, TypeError or ValueError on any other."""
        recipe = Recipe(**line["recipe"]) if line["recipe"] else None
        read = {"source": Source(line["source"]), "recipe": recipe, "measures": Measures(**line["measures"])}
        return cls(**{**line, **read})


def read_manifest(folder: Path) -> dict[str, Entry]:
    """Return the entries of a folder by clip name; none when the manifest is missing or unreadable."""
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {name: Entry.read(line) for name, line in raw["clips"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def write_manifest(folder: Path, entries: Mapping[str, Entry]) -> None:
    """Write the manifest of a folder that nobody reads yet. Raises OSError."""
    lines = {"clips": {name: asdict(entries[name]) for name in sorted(entries)}}
    (folder / MANIFEST).write_text(json.dumps(lines, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def file_sha256(path: Path) -> str:
    """Return the checksum of a file; "" when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
