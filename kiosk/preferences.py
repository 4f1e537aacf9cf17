"""Pure: what a touch in "Voir et entendre" makes of the visitor's preferences."""

from dataclasses import replace

from kiosk.ids import ChoiceId
from kiosk.page import Prefs, Sound


def preferred(prefs: Prefs, choice_id: ChoiceId) -> Prefs:
    """The preferences after touching an option such as "volume:4" or "blind:on". Raises ValueError on another id.

    No volume is louder than `prefs.loudest`. Who chooses how loud or how quick, or to do without seeing, wants to
    hear: the sound comes back. Who chooses to hear nothing must see.
    """
    group, _, value = choice_id.partition(":")
    match group:
        case "volume":
            return _audible(replace(prefs, volume=min(prefs.loudest, max(1, int(value)))))
        case "speed":
            return _audible(replace(prefs, speed=int(value)))
        case "sound":
            sound = Sound(value)
            return replace(prefs, sound=sound, blind=prefs.blind and sound is not Sound.NONE)
        case "size":
            return replace(prefs, large=value == "on")
        case "contrast":
            return replace(prefs, black_and_white=value == "on")
        case "blind":
            return _audible(replace(prefs, blind=True)) if value == "on" else replace(prefs, blind=False)
        case _:
            raise ValueError(choice_id)


def _audible(prefs: Prefs) -> Prefs:
    return replace(prefs, sound=Sound.LOUDSPEAKER) if prefs.sound is Sound.NONE else prefs
