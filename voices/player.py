"""One queue, one thread: plays utterances in order, falls silent at once, and says what is being heard."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from voices.aplay import GAINS, Aplay, Played, scaled
from voices.chime import chime
from voices.devices import Headset
from voices.faults import Fault
from voices.pcm import Pcm, pieces
from voices.protocol import Equipment, Speakable, Tuning
from voices.stretch import USUAL, paced

PAUSE: Final = 0.5
"""Seconds between two utterances."""
_SECONDS_A_WORD: Final = 0.48
"""How long a text that no engine can speak stays marked, for the eye."""
_RETRY_S: Final = 0.5
"""Between two tries of a sound that the device did not take."""
_CLOSE_S: Final = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class _Round:
    """What one `say` asked for. A round that is not the player's current one is over."""

    utterances: tuple[Speakable, ...]


class Player:
    """Plays what `sound_of` gives for each utterance (None: passed in silence, its mark shown as long)."""

    def __init__(
        self,
        sound_of: Callable[[Speakable, Callable[[], bool]], Pcm | None],
        *,
        equipment: Equipment,
        idle: Callable[[Callable[[], bool]], None] = lambda _wanted: None,
    ) -> None:
        """`sound_of` also gets what tells, whenever asked, whether the sound is still wanted.

        `idle` is called once, on the player's thread, after a first round that ended by itself: time to load. It gets
        what tells whether there is still time.
        """
        self._sound_of = sound_of
        self._loudspeaker = equipment.loudspeaker
        self._headset = Headset(equipment.headset, equipment.jack, lost=self._headset_lost)
        self._tuning = Tuning()
        self._idle: Callable[[Callable[[], bool]], None] | None = idle
        self._changed = threading.Condition()
        self._round: _Round | None = None
        self._child: Aplay | None = None
        self._bell: Aplay | None = None
        self._due: int | None = None
        """How loud the chime is to be that waits to be played."""
        self._closed = False
        self._started: Callable[[str], None] = lambda _mark: None
        self._loudspeaker_failed = shutil.which("aplay") is None
        self._unsaid = self._unpaced = False
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

    def ring(self, volume: int) -> None:
        """Hush, then chime on the loudspeaker, at one of five levels; what is said meanwhile waits."""
        self._replace(None)
        with self._changed:
            self._due = volume
            self._changed.notify_all()

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
        self._headset.use(used=tuning.headset)

    def on_started(self, callback: Callable[[str], None]) -> None:
        """Have `callback(mark)` called from the player's thread when a sound starts; "" when all is over."""
        self._started = callback

    @property
    def headset(self) -> bool:
        """True: a headset is there to be chosen, as far as is known; asks for a new look, in the background."""
        return self._headset.there

    @property
    def troubles(self) -> tuple[str, ...]:
        """What the facilitator must know."""
        told = (
            (self._loudspeaker_failed, "Le haut-parleur ne répond pas."),
            (self._unsaid, "Une phrase n’a pas pu être dite."),
            (self._unpaced, "La vitesse de la voix ne change pas : il manque libsonic0."),
        )
        return (*(trouble for true, trouble in told if true), *self._headset.troubles)

    def close(self) -> None:
        """Hush, and end the thread."""
        self._replace(None)
        with self._changed:
            self._closed = True
            if self._bell is not None:
                self._bell.kill()
            self._changed.notify_all()
        self._thread.join(_CLOSE_S)
        self._headset.close()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._round is not None or self._due is not None)
                due, self._due = self._due, None
                if self._closed:
                    return
            if due is not None:
                self._chime(due)
            with self._changed:
                current = self._round
            if current is None:
                continue
            self._speak(current)
            with self._changed:
                whole = self._round is current
                self._round = None if whole else self._round
                over = self._round is None and not self._closed
            if over:
                self._started("")
            if over and whole and self._idle is not None:
                self._idle(self._at_rest)
                self._idle = None

    def _at_rest(self) -> bool:
        with self._changed:
            return self._round is None and not self._closed

    def _current(self, round_: _Round) -> bool:
        with self._changed:
            return self._round is round_ and not self._closed

    def _speak(self, round_: _Round) -> None:
        for number, utterance in enumerate(round_.utterances):
            if number and not self._wait(round_, PAUSE):
                return
            tuning = self._tuning
            if utterance.personal and not tuning.headset:  # the headset was given up since `say`
                continue
            sound = self._sound_of(utterance, lambda: self._current(round_))
            self._unsaid = sound is None
            if not self._say_one(round_, utterance, sound, tuning):
                return

    def _say_one(self, round_: _Round, utterance: Speakable, sound: Pcm | None, tuning: Tuning) -> bool:
        """Have it heard, or its mark shown as long as it would last; False when something newer came.

        A device that comes back within that time says it from its start.
        """
        marked = False

        def mark() -> None:
            nonlocal marked
            if not marked and self._current(round_):
                marked = True
                self._started(utterance.mark)

        length = sound.duration * USUAL / tuning.speed if sound else len(utterance.text.split()) * _SECONDS_A_WORD
        end: float | None = None
        while self._current(round_):
            if sound is not None and self._play(round_, sound, tuning, mark) is Played.WHOLE:
                return True
            end = end or time.monotonic() + length
            if not self._current(round_):
                break
            mark()
            left = end - time.monotonic()
            if left <= 0:
                return True
            self._wait(round_, min(left, _RETRY_S) if sound else left)
        return False

    def _chime(self, volume: int) -> None:
        """Whole, whatever is touched or said meanwhile."""
        sound, child = chime(), Aplay(self._loudspeaker)
        with self._changed:
            if self._closed:
                return
            self._bell = child
        played = Played.FAILED
        if child.start(sound.rate):
            played = child.play(scaled(pieces(sound), GAINS[volume - 1]), sound.duration, lambda: None)
        with self._changed:
            self._bell = None
        if played is not Played.KILLED:
            self._note(played, headset=False)

    def _wait(self, round_: _Round, seconds: float) -> bool:
        """Wait, unless something newer comes: then return False at once."""
        with self._changed:
            return not self._changed.wait_for(lambda: self._closed or self._round is not round_, timeout=seconds)

    def _play(self, round_: _Round, sound: Pcm, tuning: Tuning, on_heard: Callable[[], None]) -> Played:
        child = Aplay(self._headset.device if tuning.headset else self._loudspeaker)
        with self._changed:
            if self._closed or self._round is not round_:
                return Played.KILLED
            self._child = child
        try:
            played = Played.FAILED
            # Asked after the child is known: a headset that goes away now kills it.
            if (self._headset.there or not tuning.headset) and child.start(sound.rate):
                paced_sound, duration = self._paced(sound, tuning.speed)
                played = child.play(scaled(paced_sound, GAINS[tuning.volume - 1]), duration, on_heard)
        finally:
            with self._changed:
                self._child = None
        if self._current(round_):
            self._note(played, headset=tuning.headset)
        return played

    def _paced(self, sound: Pcm, speed: int) -> tuple[Iterator[bytes], float]:
        """Return the samples at this speed, or at the usual one when that cannot be made, and how long they last."""
        made = paced(sound, speed)
        if speed != USUAL:
            self._unpaced = isinstance(made, Fault)
        if isinstance(made, Fault):
            return pieces(sound), sound.duration
        return made, sound.duration * USUAL / speed

    def _note(self, played: Played, *, headset: bool) -> None:
        """Remember for the facilitator whether the device was heard."""
        failed = played is not Played.WHOLE
        if headset:
            self._headset.failed = failed
        else:
            self._loudspeaker_failed = failed

    def _headset_lost(self) -> None:
        """From the headset's own thread: what is said there falls silent, wherever the device would lead it now."""
        with self._changed:
            if self._child is not None and self._child.device == self._headset.device:
                self._child.kill()
