"""The sentences that `benchmarks.voice` has said, prepared by espeak-ng as if a person had recorded them."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voices.clips import clip_name, clip_path

_DIFFERENT: Final = 60


@dataclass(frozen=True)
class Sentence:
    """One utterance."""

    text: str
    live: bool = False
    mark: str = "mark"
    language: str = "fr"
    personal: bool = False


def sentences(count: int) -> list[Sentence]:
    """Return `count` sentences of about six seconds, sixty of them different."""
    text = "Voici la phrase numéro {}, assez longue pour que la visiteuse touche l’écran avant la fin."
    return [Sentence(text.format(number % _DIFFERENT)) for number in range(count)]


def wav_of(folder: Path, sentence: Sentence) -> Path:
    """Return where the prepared sound of a sentence lies: a recording, which wins over any clip."""
    return clip_path(folder / "voices" / "recorded", "fr", clip_name(sentence.text, "fr"))


def prepare(folder: Path) -> None:
    """Make the sounds."""
    for sentence in sentences(_DIFFERENT):
        path = wav_of(folder, sentence)
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["espeak-ng", "-v", "fr-be", "-s", "110", "-w", str(path), sentence.text], check=True)
