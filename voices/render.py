"""What a page says, as one WAV file: the same sounds and pauses as the loudspeaker's, for the tour."""

from collections.abc import Sequence
from pathlib import Path

from voices.clips import ClipStore, Folders
from voices.engines.table import FLOOR, open_engine
from voices.faults import Fault
from voices.pcm import WIDTH, Pcm, write_wav
from voices.player import PAUSE
from voices.protocol import Speakable
from voices.synthesis import make


class Renderer:
    """Writes speech to files; clips first, live texts by the engine, personal ones never."""

    def __init__(self, data: Path) -> None:
        """`data` is the kiosk's data folder."""
        self._clips = ClipStore(Folders.of(data))
        self._engine = open_engine(FLOOR)

    def write(self, utterances: Sequence[Speakable], path: Path) -> bool:
        """Write these to `path`, 0.5 s apart; False when there was nothing to hear (no engine, no clip)."""
        sounds = [sound for one in utterances if not one.personal and (sound := self._sound_of(one))]
        if not sounds:
            return False
        rate = sounds[0].rate
        pause = bytes(int(PAUSE * rate) * WIDTH)
        write_wav(path, Pcm(pause.join(sound.samples for sound in sounds if sound.rate == rate), rate))
        return True

    def _sound_of(self, utterance: Speakable) -> Pcm | None:
        clip = None if utterance.live else self._clips.find(utterance.text, utterance.language)
        made = clip or make(self._engine, utterance.text, utterance.language)
        return None if isinstance(made, Fault) else made
