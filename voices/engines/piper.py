"""piper: where the program is on the machine, and the settings name a voice model that is there too."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from voices.engines import program
from voices.engines.limits import Limits
from voices.engines.protocol import ALWAYS, Wanted
from voices.faults import Fault
from voices.pcm import Pcm
from voices.protocol import USUAL, Equipment

LIMITS: Final = Limits(6.0, 0.1)
"""It loads its model for each text: 1 to 2 s on a Pi 4, and then speaks about as fast as it is heard."""
_PACE: Final = 130
"""Percent of the model's own length of a sound: models are trained on readers twice as fast as our listeners need."""


@dataclass(frozen=True, slots=True)
class _Model:
    """What stands in the `.json` beside a model."""

    language: str
    rate: int
    mark: str
    """Tells this model from another of the same name."""


class Piper:
    """Implements `voices.engines.protocol.Engine`: one run of `piper` for each text."""

    name = "piper"
    phonemes = False

    def __init__(self, equipment: Equipment = USUAL) -> None:
        self._path = Path(equipment.piper_model) if equipment.piper_model else None

    @cached_property
    def _model(self) -> _Model | Fault:
        if self._path is None:
            return Fault("piper has no voice model: the settings name none")
        if not self._path.is_file():
            return Fault(f"piper has no voice model: {self._path} is missing")
        beside = self._path.with_name(f"{self._path.name}.json")
        try:
            text = beside.read_bytes()
            told = json.loads(text)
            language, rate = str(told["espeak"]["voice"])[:2], int(told["audio"]["sample_rate"])
        except (OSError, ValueError, KeyError, TypeError):
            return Fault(f"{beside} cannot be read: it comes with the model")
        return _Model(language, rate, hashlib.sha256(text).hexdigest()[:8])

    def voice(self, language: str) -> str:
        model, path = self._model, self._path
        if path is None or isinstance(model, Fault) or isinstance(program.found("piper"), Fault):
            return ""
        return path.stem if model.language == language else ""

    def pace(self, language: str) -> int:
        return _PACE if self.voice(language) else 0

    def manner(self, language: str) -> str:  # noqa: ARG002 - nothing more is told
        return ""

    def version(self) -> str | Fault:
        path = program.found("piper")
        if isinstance(path, Fault) or isinstance(self._model, Fault):
            return self._model if isinstance(self._model, Fault) else path
        return f"piper, model {self._model.mark}"

    def synthesise(self, spoken: str, language: str, wanted: Wanted = ALWAYS) -> Pcm | Fault:
        model = self._model
        if isinstance(model, Fault) or not self.voice(language):
            return model if isinstance(model, Fault) else Fault(f"piper has no voice for {language!r}")
        command = ["piper", "--model", str(self._path), "--output-raw", "--length-scale", str(_PACE / 100)]
        heard = program.run(command, " ".join(spoken.split()), LIMITS, wanted)
        sound = heard if isinstance(heard, Fault) else program.believable(Pcm(heard, model.rate))
        return Fault(f"piper {sound.reason}") if isinstance(sound, Fault) else sound

    def close(self) -> None:
        """Nothing stays running."""
