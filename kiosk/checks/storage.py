"""The memory card: errors that the file system met, and how worn a card says it is."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kiosk.health.machine import NOT_HERE, numbers, told
from kiosk.health.needs import Needs
from kiosk.health.result import Found, absent, attention, broken, ready

TITLE: Final = "La carte mémoire"
ICON: Final = "identification-card"
_WORN: Final = 0x0A
"""Tenths of its life that are used, as eMMC tells them: 1 is "up to a tenth", 11 is "more than all"."""
_RESERVE_LOW, _RESERVE_GONE = 2, 3
_HEXADECIMAL: Final = re.compile(r"\b0x([0-9a-f]{1,4})\b")
_CHANGE: Final = "Le service technique doit changer la carte mémoire."


def look(needs: Needs) -> Found:
    """An SD card tells nothing of its wear: there, only errors count."""
    errors = numbers((needs.root / "sys/fs/ext4").glob("*/errors_count"))
    cards = needs.root / "sys/class/mmc_host"
    life = _hexadecimal(cards.glob("mmc*/mmc*:*/life_time"))
    reserve = _hexadecimal(cards.glob("mmc*/mmc*:*/pre_eol_info"))
    if not (errors or life or reserve):
        return absent(NOT_HERE)
    if any(errors):
        return broken("La carte mémoire fait des erreurs.", _CHANGE)
    if max(reserve, default=0) >= _RESERVE_GONE or max(life, default=0) > _WORN:
        return broken("La carte mémoire est usée.", _CHANGE)
    if max(reserve, default=0) >= _RESERVE_LOW or max(life, default=0) == _WORN:
        return attention("La carte mémoire est presque usée.", "Prévenez le service technique ce mois-ci.")
    return ready("La carte mémoire est en bon état.")


def _hexadecimal(paths: Iterable[Path]) -> tuple[int, ...]:
    """The numbers in files such as "0x01 0x02"; what is none is left out."""
    return tuple(int(digits, 16) for path in paths for digits in _HEXADECIMAL.findall(told(path) or ""))
