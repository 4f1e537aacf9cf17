"""The table `[network]` of a site's settings: how the appliance reaches the internet."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

_LONGEST: Final = 32
"""Bytes of a network's name (IEEE 802.11)."""
_COUNTRY: Final = re.compile(r"[A-Z]{2}")


class NetworkTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By cable, unless a Wi-Fi is named; the cable goes first where both are there."""

    wifi: str = ""
    """The name of the Wi-Fi (SSID); empty: none."""
    password_file: str = ""
    """A file that holds the Wi-Fi's password alone; its path may be relative to the settings. Empty: it is open."""
    country: str = "BE"
    """Where it stands, in two capitals (ISO 3166): the radio's channels depend on it."""


def faults(table: NetworkTable) -> Iterator[str]:
    """What is wrong, as "key: what is expected"."""
    if not _COUNTRY.fullmatch(table.country):
        yield f"network.country: {table.country!r}; expected two capital letters, such as BE"
    if table.password_file and not table.wifi:
        yield "network.wifi: missing, but there is a password_file; expected the name of a Wi-Fi, or neither"
    if len(table.wifi.encode()) > _LONGEST:
        yield f"network.wifi: is too long; expected {_LONGEST} bytes at most, as every Wi-Fi has"
    if not (table.wifi + table.password_file).isprintable():
        yield "network: holds a sign that cannot be shown; expected names of one line"
    if table.wifi != table.wifi.strip():
        yield "network.wifi: begins or ends with a space; expected the name as telephones show it"
