"""The prepared sentences of the voice."""

from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import Found, attention, ready
from kiosk.voice_progress import read

TITLE: Final = "Les phrases de la voix"
ICON: Final = "user-sound"
_SOON: Final = "La voix les dit quand même. Prévenez le service technique."


def look(needs: Needs) -> Found:
    """A sentence without a sound file is made while it is said: later, and not by a person."""
    if read(needs.data) is not None:
        return attention("La borne prépare encore des phrases.", "Attendez un peu. La voix les dit quand même.")
    clips = needs.clips()
    wrong = clips.missing + clips.stale + clips.damaged
    if not wrong:
        return ready("Toutes les phrases sont prêtes.")
    if wrong == 1:
        return attention("1 phrase n’est pas prête.", _SOON)
    return attention(f"{wrong} phrases ne sont pas prêtes.", _SOON)
