"""The usual voice: prepared clips, and engines in memory for what cannot be known before."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from voices.clips import ClipStore, Folders
from voices.engines.protocol import Wanted
from voices.live import HOME, LiveSpeech
from voices.pcm import Pcm
from voices.player import Player
from voices.protocol import USUAL, Equipment, Speakable, Tuning
from voices.synthesis import lexicon_of


class SpokenVoice:
    """Implements `voices.protocol.Voice`. Live texts, and fixed ones whose clip is missing, are synthesised."""

    def __init__(self, *, data: Path, equipment: Equipment = USUAL) -> None:
        """`data` is the kiosk's data folder."""
        self._clips = ClipStore(Folders.of(data))
        self._live = LiveSpeech(equipment, partial(lexicon_of, data))
        self._player = Player(self._sound_of, equipment=equipment, idle=self._warm_up)

    def _warm_up(self, wanted: Wanted) -> None:
        """Start engine, lexicon and number words once the first screen has spoken, so that no live text waits."""
        self._live.sound("1 h 30", HOME, wanted)

    def _sound_of(self, utterance: Speakable, wanted: Wanted) -> Pcm | None:
        clip = None if utterance.live else self._clips.find(utterance.text, utterance.language)
        return clip or self._live.sound(utterance.text, utterance.language, wanted)

    def say(self, utterances: Sequence[Speakable]) -> None:
        """Speak these, in order; what came before is hushed."""
        self._player.say(utterances)

    def hush(self) -> None:
        """Silence at once."""
        self._player.hush()

    def ring(self, volume: int) -> None:
        """Chime, on the loudspeaker."""
        self._player.ring(volume)

    def tune(self, tuning: Tuning) -> None:
        """Take loudness, speed and output."""
        self._player.tune(tuning)

    def on_started(self, callback: Callable[[str], None]) -> None:
        """Have `callback(mark)` called when an utterance starts; "" at the end."""
        self._player.on_started(callback)

    @property
    def headset(self) -> bool:
        """True: a headset is there to be chosen."""
        return self._player.headset

    @property
    def troubles(self) -> tuple[str, ...]:
        """What the facilitator must know."""
        return (*self._live.troubles, *self._player.troubles)

    def close(self) -> None:
        """Stop for good."""
        self._player.close()
        self._live.close()
