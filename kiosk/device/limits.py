"""What staff allow the screen and the loudspeaker, and how each visit begins. Pure."""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final, Self

from kiosk.device_state import DeviceState, Key
from kiosk.page import Prefs

MOST: Final = 5
"""Steps of the volume, and of the light."""
PERCENT: Final = 100 // MOST


@dataclass(frozen=True, slots=True)
class Limits:
    """The loudest volume a visitor may choose, and how bright the screen is: 1 to 5."""

    volume: int = MOST
    light: int = MOST

    @property
    def percent(self) -> int:
        """The light as a share of the brightest."""
        return self.light * PERCENT

    def text(self) -> str:
        """As it is kept; never empty."""
        return json.dumps({"volume": self.volume, "light": self.light})

    @classmethod
    def kept(cls, text: str) -> Self:
        """What `text` gave; a text that nobody wrote so is no limit."""
        try:
            found = json.loads(text or "{}")
            return cls(_step(found.get("volume", MOST)), _step(found.get("light", MOST)))
        except (ValueError, TypeError, AttributeError):
            return cls()


def chosen_prefs(state: DeviceState, spoken: Collection[str]) -> Prefs:
    """With what a visit begins, as staff have chosen it on this device."""
    return first_prefs(Limits.kept(state.get(Key.LIMITS)), state.get(Key.LANGUAGE), spoken)


def first_prefs(limits: Limits, language: str, spoken: Collection[str]) -> Prefs:
    """With what a visit begins: `language`, where it is among those `spoken` beside French; else French."""
    usual = Prefs()
    return within(replace(usual, language=language if language in spoken else usual.language), limits)


def within(prefs: Prefs, limits: Limits) -> Prefs:
    """The same preferences, never louder than allowed."""
    return replace(prefs, volume=min(prefs.volume, limits.volume), loudest=limits.volume)


def _step(value: object) -> int:
    return min(MOST, max(1, int(str(value))))
