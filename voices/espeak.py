"""The usual voice: prepared clips, and espeak-ng in memory for what cannot be known before."""

from collections.abc import Callable, Sequence
from pathlib import Path

from voices.clips import ClipStore, Folders
from voices.pcm import Pcm
from voices.player import Player
from voices.protocol import Speakable
from voices.synthesis import Espeak, Fault


class EspeakVoice:
    """Implements `voices.protocol.Voice`. Live texts, and fixed ones whose clip is missing, are synthesised."""

    def __init__(self, *, data: Path, device: str = "default") -> None:
        """`data` is the kiosk's data folder; `device` an ALSA name ("default", "plughw:CARD=Headphones")."""
        self._clips = ClipStore(Folders.of(data))
        self._engine = Espeak()
        self._player = Player(self._sound_of, device=device, idle=self._warm_up)

    def _warm_up(self) -> None:
        """Load engine, voice and number words once the first screen has spoken, so that no live text waits for them."""
        self._engine.synthesise("1 h 30", "fr")

    def _sound_of(self, utterance: Speakable) -> Pcm | None:
        clip = None if utterance.live else self._clips.find(utterance.text, utterance.language)
        if clip is not None:
            return clip
        made = self._engine.synthesise(utterance.text, utterance.language)
        return None if isinstance(made, Fault) else made

    def say(self, utterances: Sequence[Speakable]) -> None:
        """Speak these, in order; what came before is hushed."""
        self._player.say(utterances)

    def hush(self) -> None:
        """Silence at once."""
        self._player.hush()

    def set_volume(self, level: int) -> None:
        """Loudness from 1 to 5."""
        self._player.set_volume(level)

    def on_started(self, callback: Callable[[str], None]) -> None:
        """Have `callback(mark)` called when an utterance starts; "" at the end."""
        self._player.on_started(callback)

    @property
    def working(self) -> bool:
        """False: the last utterance could not be heard."""
        return self._player.working

    def close(self) -> None:
        """Stop for good."""
        self._player.close()
