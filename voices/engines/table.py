"""The speech engines, in the order in which a site that says nothing tries them; imported when wanted."""

from collections.abc import Sequence
from importlib import import_module
from typing import Final

from voices.engines.protocol import Engine
from voices.faults import Fault
from voices.protocol import USUAL, Equipment

ENGINES: Final = {
    "piper": "voices.engines.piper:Piper",
    "mbrola": "voices.engines.mbrola:Mbrola",
    "pico": "voices.engines.pico:Pico",
    "espeak": "voices.engines.espeak:Espeak",
}
"""Class by name; each is made with the equipment of the site.

mbrola stands before pico, which makes no pause between words: 27 sentences of the journeys are outside the bounds of
`kiosk voices measure` with pico, one with mbrola.
"""
FLOOR: Final = "espeak"
"""On every kiosk, so it stands behind all others."""


def open_engine(name: str, equipment: Equipment = USUAL) -> Engine:
    """Return the engine of this name; nothing of it is started. Raises KeyError on a name that the table has not."""
    module, _, opener = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), opener)(equipment)
    return engine


def open_engines(equipment: Equipment = USUAL) -> tuple[Engine, ...]:
    """Return the engines that a site wants, in the order to try, the floor always among them."""
    names = [name for name in equipment.engines if name in ENGINES] or list(ENGINES)
    behind = () if FLOOR in names else (FLOOR,)
    return tuple(open_engine(name, equipment) for name in dict.fromkeys((*names, *behind)))


def choose(engines: Sequence[Engine], language: str) -> Engine | Fault:
    """Return the first that is on this machine and speaks `language`."""
    reasons = []
    for engine in engines:
        version = engine.version()
        if isinstance(version, Fault):
            reasons.append(version.reason)
        elif engine.voice(language):
            return engine
        else:
            reasons.append(f"{engine.name} has no voice for {language!r}")
    return Fault("; ".join(reasons) or "no engine is wanted")
