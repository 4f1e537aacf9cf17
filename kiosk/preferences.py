"""Pure: what a touch in "Voir et entendre" makes of the visitor's preferences."""

from dataclasses import replace

from kiosk.ids import ChoiceId
from kiosk.page import Prefs


def preferred(prefs: Prefs, choice_id: ChoiceId) -> Prefs:
    """The preferences after touching an option such as "volume:4" or "blind:on". Raises ValueError on another id."""
    group, _, value = choice_id.partition(":")
    match group:
        case "volume":
            return replace(prefs, volume=min(5, max(1, int(value))))
        case "size":
            return replace(prefs, large=value == "on")
        case "contrast":
            return replace(prefs, black_and_white=value == "on")
        case "blind":
            return replace(prefs, blind=value == "on")
        case _:
            raise ValueError(choice_id)
