"""What a page says, as one WAV file: the same sounds and pauses as the loudspeaker's, for the tour."""

import sys
from array import array
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from voices.clips import ClipStore, Folders
from voices.live import LiveSpeech
from voices.pcm import WIDTH, Pcm, numbers, write_wav
from voices.player import PAUSE
from voices.protocol import USUAL, Equipment, Speakable
from voices.synthesis import lexicon_of


class Renderer:
    """Writes speech to files; clips first, live texts by the engines, personal ones never."""

    def __init__(self, data: Path, equipment: Equipment = USUAL) -> None:
        """`data` is the kiosk's data folder."""
        self._clips = ClipStore(Folders.of(data))
        self._live = LiveSpeech(equipment, partial(lexicon_of, data))

    def write(self, utterances: Sequence[Speakable], path: Path) -> bool:
        """Write these to `path`, 0.5 s apart; False when there was nothing to hear (no engine, no clip)."""
        sounds = [sound for one in utterances if not one.personal and (sound := self._sound_of(one))]
        if not sounds:
            return False
        rate = max(sound.rate for sound in sounds)
        pause = bytes(int(PAUSE * rate) * WIDTH)
        write_wav(path, Pcm(pause.join(_at(rate, sound) for sound in sounds), rate))
        return True

    def _sound_of(self, utterance: Speakable) -> Pcm | None:
        clip = None if utterance.live else self._clips.find(utterance.text, utterance.language)
        return clip or self._live.sound(utterance.text, utterance.language)

    def close(self) -> None:
        """End the engines."""
        self._live.close()


def _at(rate: int, sound: Pcm) -> bytes:
    """Return the samples of `sound` at `rate`, no lower than its own, in straight lines from one to the next.

    A recording of a person may have a rate that no engine has.
    """
    if sound.rate == rate:
        return sound.samples
    old = [*numbers(sound.samples), 0]
    places = (divmod(index * sound.rate, rate) for index in range(sound.frames * rate // sound.rate))
    values = array("h", [old[at] + (old[at + 1] - old[at]) * beyond // rate for at, beyond in places])
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()
