"""The usual voice: prepared clips, and espeak-ng in memory for what cannot be known before."""

from collections.abc import Callable, Sequence
from pathlib import Path

from voices.clips import ClipStore, Folders
from voices.engines.table import FLOOR, open_engine
from voices.faults import Fault
from voices.pcm import Pcm
from voices.player import Player
from voices.protocol import USUAL, Equipment, Speakable, Tuning
from voices.synthesis import make


class SpokenVoice:
    """Implements `voices.protocol.Voice`. Live texts, and fixed ones whose clip is missing, are synthesised."""

    def __init__(self, *, data: Path, equipment: Equipment = USUAL) -> None:
        """`data` is the kiosk's data folder."""
        self._clips = ClipStore(Folders.of(data))
        self._engine = open_engine(FLOOR)
        self._player = Player(self._sound_of, equipment=equipment, idle=self._warm_up)

    def _warm_up(self) -> None:
        """Load engine, voice and number words once the first screen has spoken, so that no live text waits for them."""
        make(self._engine, "1 h 30", "fr")

    def _sound_of(self, utterance: Speakable) -> Pcm | None:
        clip = None if utterance.live else self._clips.find(utterance.text, utterance.language)
        if clip is not None:
            return clip
        made = make(self._engine, utterance.text, utterance.language)
        return None if isinstance(made, Fault) else made

    def say(self, utterances: Sequence[Speakable]) -> None:
        """Speak these, in order; what came before is hushed."""
        self._player.say(utterances)

    def hush(self) -> None:
        """Silence at once."""
        self._player.hush()

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
        return self._player.troubles

    def close(self) -> None:
        """Stop for good."""
        self._player.close()
        self._engine.close()
