"""The settings that may be known: numbers, yes or no, and words of closed lists. No name, no path, no address."""

from collections import Counter
from typing import Final

from kiosk.settings import Settings

KEYS: Final = (
    "site.demonstration",
    "panel.width_mm",
    "panel.height_mm",
    "panel.rotation",
    "idle.after",
    "idle.countdown",
    "official_sites.one_touch",
    "device.actions",
)
"""Told as they are: their types hold nothing else than a number, a yes or no, a word of a list."""
GIVEN: Final = (
    "voice.headset",
    "voice.headset_jack",
    "voice.piper_model",
    "official_sites.user",
    "device.stick",
    "device.ask_folder",
    "device.reset_gpio",
    "hub.url",
    "hub.ca_file",
    "network.wifi",
    "updates.url",
    "updates.key",
    "facilitator.phone",
)
"""Told only whether there is one."""


def told(settings: Settings) -> dict[str, int | bool | str]:
    """By key."""
    found: dict[str, int | bool | str] = {key: value for key in KEYS if (value := _at(settings, key)) is not None}
    found |= {f"{key}?": _at(settings, key) not in {None, ""} for key in GIVEN}
    kinds = Counter(type(one).__struct_config__.tag for one in settings.providers.values())
    found |= {f"providers.{kind}": number for kind, number in sorted(kinds.items(), key=str)}
    found |= {"services": len(settings.services), "voice.engines": "+".join(settings.voice.engines)}
    return found | {"printer": str(type(settings.printer).__struct_config__.tag)}


def _at(settings: Settings, key: str) -> int | bool | str | None:
    table, _, name = key.partition(".")
    value: int | bool | str | None = getattr(getattr(settings, table), name)
    return value
