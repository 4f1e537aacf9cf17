"""Whether spoken sentences are being prepared: told to the facilitator on the resting screen."""

from typing import Final

from kiosk.page import HomePage, Page
from kiosk.ports import Ports
from kiosk.voice_progress import VoiceProgress, in_words

LOOK_EVERY: Final = 10.0
"""Seconds, while the kiosk rests."""


class Preparing:
    """UI thread; the disk is read elsewhere."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._looked_at: float | None = None
        self._looking = False
        self.told: tuple[str, ...] = ()
        """A sentence, or none."""

    def tick(self, page: Page | None) -> None:
        """`page` is on show: look again, where the sentence would stand."""
        read, now = self._ports.staff.preparing, self._ports.monotonic()
        due = self._looked_at is None or now - self._looked_at >= LOOK_EVERY
        if read is not None and due and not self._looking and isinstance(page, HomePage):
            self._looking, self._looked_at = True, now
            self._ports.background(read, self._seen)

    def _seen(self, progress: VoiceProgress | None) -> None:
        self._looking = False
        self.told = (in_words(progress),) if progress is not None else ()
