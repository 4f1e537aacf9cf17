"""What espeak-ng hears in a text: its phonemes, the oracle of the tests about words."""

import subprocess
from collections.abc import Sequence
from typing import Final

ESPEAK: Final = ("espeak-ng", "-v", "fr-be", "-q", "-x")
_BETWEEN: Final = "zzz"


def heard(text: str) -> str:
    """Return the phonemes of one text, a bar for each pause."""
    said = subprocess.run([*ESPEAK, "--", text], capture_output=True, text=True, check=True).stdout
    return _clauses(said)


def phonemes(texts: Sequence[str]) -> list[str]:
    """Return the same for each text (one line each). One espeak-ng for all: it speaks each line of its input alone."""
    lines = "".join(f"{text}\n{_BETWEEN}\n" for text in texts)
    said = subprocess.run(ESPEAK, input=lines, capture_output=True, text=True, check=True).stdout
    alone = subprocess.run([*ESPEAK, _BETWEEN], capture_output=True, text=True, check=True).stdout
    parts = [_clauses(part) for part in said.split(alone)]
    assert len(parts) == len(texts) + 1
    return parts[:-1]


def _clauses(said: str) -> str:
    return " | ".join(map(str.strip, said.strip().splitlines()))
