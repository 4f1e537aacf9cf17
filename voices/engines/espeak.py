"""espeak-ng through pyttsx3, in a worker process of its own: the floor, on every kiosk."""

import re
import sys
from typing import Final

from voices.engines import frames
from voices.engines.limits import LONGEST, Limits, most_bytes
from voices.engines.protocol import ALWAYS, Wanted
from voices.engines.worker import ENDED, Answer, Worker
from voices.faults import Fault
from voices.pcm import WIDTH, Pcm
from voices.protocol import USUAL, Equipment

WORKER: Final = (sys.executable, "-I", "-X", "dev", "-W", "ignore", "-m", "voices.engines.espeak_worker")
"""Isolated: neither the folder nor the environment in which the kiosk was started decides what is imported.

In Python's development mode freed memory is overwritten: of what a headset said, nothing outlives the next text.
"""
START_S: Final = 5.0
"""Seconds until the worker has greeted: a Python start, 0.1 s here and less than 1 s on a Pi."""
LIMITS: Final = Limits(1.0, 0.01)
"""A sentence takes 2 ms here, 20 ms on a Pi."""
_VOICES: Final = {"fr": "fr-be", "nl": "nl"}
_PACES: Final = {"fr": 128, "nl": 143}
"""espeak's own words a minute. Measured by `kiosk voices measure` over the embedded site: 111 to 125 words a minute a
journey in French, 115 to 123 in Dutch."""
_VERSION: Final = re.compile(rb"\d[\w.+~-]*")


class Espeak:
    """Implements `voices.engines.protocol.Engine`. The worker starts with the first text, and stays."""

    name = "espeak"
    phonemes = True

    def __init__(self, equipment: Equipment = USUAL) -> None:  # noqa: ARG002 - opened like every engine
        self._worker = Worker(WORKER)

    def voice(self, language: str) -> str:
        return _VOICES.get(language, "")

    def pace(self, language: str) -> int:
        return _PACES.get(language, 0)

    def manner(self, language: str) -> str:  # noqa: ARG002 - the same for all
        return f"gap {frames.GAP}, volume {frames.VOLUME:g}"

    def version(self) -> str | Fault:
        fault = self._start(ALWAYS)
        if fault is not None or self._worker.ready is None:
            return Fault(f"espeak {fault.reason if fault else 'is not running'}")
        return f"espeak-ng {self._worker.ready.body.decode()}"

    def _start(self, wanted: Wanted) -> Fault | None:
        """Start the worker if need be; return why it cannot be."""
        fault = self._worker.start(START_S, wanted)
        if fault is None and self._worker.ready and not _VERSION.fullmatch(self._worker.ready.body):
            fault = Fault("answered rubbish")
        if fault is not None:
            self.close()
        return fault

    def synthesise(self, spoken: str, language: str, wanted: Wanted = ALWAYS) -> Pcm | Fault:
        if not self.voice(language) or len(spoken) > LONGEST:
            return Fault("espeak cannot speak this language, or a text so long")
        request = frames.request(self.voice(language), self.pace(language), spoken)
        running = self._worker.ready is not None
        answer = self._ask(request, len(spoken), wanted)
        if answer is ENDED and running:  # it may have been dead for long; a text that kills it will do so again
            answer = self._ask(request, len(spoken), wanted)
        if isinstance(answer, Fault):
            return Fault(f"espeak {answer.reason}")
        if len(answer.body) % WIDTH:
            self.close()
            return Fault("espeak answered rubbish")
        return Pcm(answer.body, answer.number)

    def _ask(self, request: bytes, letters: int, wanted: Wanted) -> Answer | Fault:
        return self._start(wanted) or self._worker.ask(request, most_bytes(letters), LIMITS.seconds(letters), wanted)

    def close(self) -> None:
        self._worker.close()
