"""One queue, one thread: plays utterances in order, falls silent at once, and says what is being heard."""

import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from voices.aplay import GAINS, Aplay, Played
from voices.pcm import Pcm
from voices.protocol import Equipment, Speakable, Tuning

PAUSE: Final = 0.5
"""Seconds between two utterances."""
_SECONDS_A_WORD: Final = 0.48
"""How long a text that no engine can speak stays marked, for the eye."""
_CLOSE_S: Final = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class _Round:
    """What one `say` asked for. A round that is not the player's current one is over."""

    utterances: tuple[Speakable, ...]


class Player:
    """Plays what `sound_of` gives for each utterance (None: passed in silence, its mark shown as long)."""

    def __init__(
        self,
        sound_of: Callable[[Speakable], Pcm | None],
        *,
        equipment: Equipment,
        idle: Callable[[], None] = lambda: None,
    ) -> None:
        """`idle` is called once, on the player's thread, after a first round that ended by itself: time to load."""
        self._sound_of = sound_of
        self._equipment = equipment
        self._tuning = Tuning()
        self._idle: Callable[[], None] | None = idle
        self._changed = threading.Condition()
        self._round: _Round | None = None
        self._child: Aplay | None = None
        self._closed = False
        self._started: Callable[[str], None] = lambda _mark: None
        self._working = shutil.which("aplay") is not None
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    def say(self, utterances: Sequence[Speakable]) -> None:
        """Hush, then speak these. Personal ones are passed over, except on a headset."""
        heard = self._tuning.headset
        said = tuple(utterance for utterance in utterances if heard or not utterance.personal)
        if utterances:
            self._replace(_Round(said))

    def hush(self) -> None:
        """Silence now: the child is killed before this returns."""
        self._replace(None)

    def _replace(self, latest: _Round | None) -> None:
        with self._changed:
            if self._closed:
                return
            self._round = latest
            if self._child is not None:
                self._child.kill()
            self._changed.notify_all()

    def tune(self, tuning: Tuning) -> None:
        """Take loudness, speed and output, from the next utterance on."""
        self._tuning = tuning

    def on_started(self, callback: Callable[[str], None]) -> None:
        """Have `callback(mark)` called from the player's thread when a sound starts; "" when all is over."""
        self._started = callback

    @property
    def headset(self) -> bool:
        """True: a headset is there to be chosen."""
        return bool(self._equipment.headset)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What the facilitator must know."""
        return () if self._working else ("Le dernier son n’est pas sorti de l’appareil.",)

    def close(self) -> None:
        """Hush, and end the thread."""
        self._replace(None)
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join(_CLOSE_S)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._round is not None)
                current = self._round
                if self._closed or current is None:
                    return
            self._speak(current)
            with self._changed:
                whole = self._round is current
                self._round = None if whole else self._round
                over = self._round is None and not self._closed
            if over:
                self._started("")
            if over and whole and self._idle is not None:
                self._idle()
                self._idle = None

    def _current(self, round_: _Round) -> bool:
        with self._changed:
            return self._round is round_ and not self._closed

    def _speak(self, round_: _Round) -> None:
        for number, utterance in enumerate(round_.utterances):
            if number and not self._wait(round_, PAUSE):
                return
            sound = self._sound_of(utterance)
            played = Played.FAILED if sound is None else self._play(round_, utterance.mark, sound)
            if played is Played.KILLED or not self._current(round_):
                return
            self._working = played is Played.WHOLE
            if played is Played.FAILED and not self._pass_in_silence(round_, utterance, sound):
                return

    def _pass_in_silence(self, round_: _Round, utterance: Speakable, sound: Pcm | None) -> bool:
        """Show the mark as long as the sound would have lasted; False when something newer came."""
        self._started(utterance.mark)
        words = len(utterance.text.split())
        return self._wait(round_, sound.duration if sound else words * _SECONDS_A_WORD)

    def _wait(self, round_: _Round, seconds: float) -> bool:
        """Wait, unless something newer comes: then return False at once."""
        with self._changed:
            return not self._changed.wait_for(lambda: self._closed or self._round is not round_, timeout=seconds)

    def _play(self, round_: _Round, mark: str, sound: Pcm) -> Played:
        child = Aplay(self._equipment.headset if self._tuning.headset else self._equipment.loudspeaker)
        with self._changed:
            if self._closed or self._round is not round_:
                return Played.KILLED
            self._child = child
        try:
            if not child.start(sound.rate):
                return Played.FAILED
            return child.play(sound, GAINS[self._tuning.volume - 1], lambda: self._started(mark))
        finally:
            with self._changed:
                self._child = None
