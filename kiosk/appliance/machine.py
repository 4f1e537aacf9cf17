"""The table `[appliance]` of a site's settings: the machine itself."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from kiosk.appliance.public_keys import LOGIN, fault

_HOSTNAME: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class ApplianceTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is not said stays as it is on the machine."""

    hostname: str = ""
    """Its name in the network; empty: it keeps its own."""
    ssh_keys: tuple[str, ...] = ()
    """Public keys of those who may open a session over the network, one line each; empty: nobody may."""


def faults(table: ApplianceTable) -> Iterator[str]:
    """What is wrong, as "key: what is expected"; never a key, which may be a private one."""
    if table.hostname and (not _HOSTNAME.fullmatch(table.hostname) or table.hostname == "localhost"):
        expected = "expected small letters, digits and -, at most 63, such as borne-louviere-1"
        yield f"appliance.hostname: {table.hostname!r}; {expected}"
    for number, line in enumerate(table.ssh_keys):
        if wrong := fault(line, LOGIN):
            yield f"appliance.ssh_keys[{number}]: {wrong}"
