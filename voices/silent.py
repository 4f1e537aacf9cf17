"""The last resort, and the double for tests: says nothing, and remembers what it would have said."""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from voices.protocol import Equipment, Speakable, Tuning


class SilentVoice:
    """Implements `voices.protocol.Voice` without a sound. `spoken` is for tests.

    Marks come at once, from the caller's thread; with `stepped`, one each time the test calls `step()`.
    """

    def __init__(self, *, stepped: bool = False, remember: bool = True) -> None:
        self.spoken: list[tuple[str, str]] = []
        """(text, mark) of every utterance, personal ones left out."""
        self.hushed = 0
        self.rung: list[int] = []
        """How loud each chime would have been."""
        self.tuning = Tuning()
        self.headset = False
        self.troubles: tuple[str, ...] = ()
        self._waiting: deque[Speakable] = deque()
        self._stepped = stepped
        self._remember = remember
        self._started: Callable[[str], None] = lambda _mark: None

    def say(self, utterances: Sequence[Speakable]) -> None:
        """Note these; what was still waiting is dropped."""
        if not utterances:
            return
        heard = self.tuning.headset
        self._waiting = deque(utterance for utterance in utterances if heard or not utterance.personal)
        if self._remember:
            self.spoken += [(utterance.text, utterance.mark) for utterance in self._waiting]
        while not self._stepped and self.step():
            pass

    def step(self) -> bool:
        """Start the next utterance; False when there was none, and the end has been told."""
        if not self._waiting:
            self._started("")
            return False
        self._started(self._waiting.popleft().mark)
        return True

    def hush(self) -> None:
        """Drop what is waiting."""
        self.hushed += 1
        self._waiting.clear()

    def ring(self, volume: int) -> None:
        """Note that it would have chimed."""
        self._waiting.clear()
        if self._remember:
            self.rung.append(volume)

    def tune(self, tuning: Tuning) -> None:
        """Note how the visitor wants to hear."""
        self.tuning = tuning

    def on_started(self, callback: Callable[[str], None]) -> None:
        """Have `callback(mark)` called for each utterance; "" at the end."""
        self._started = callback

    def close(self) -> None:
        """Drop what is waiting."""
        self._waiting.clear()


def last_resort(*, data: Path, equipment: Equipment) -> SilentVoice:  # noqa: ARG001 - opened like every voice
    """Open the voice of a kiosk on which no other opens: it keeps nothing of a visit."""
    voice = SilentVoice(remember=False)
    voice.troubles = ("La borne se tait.",)
    return voice
