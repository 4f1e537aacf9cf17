"""The settings of the site and what they name: from the card onto the root, for root alone."""

import tomllib
from pathlib import Path
from typing import Final, NamedTuple

from provisioning.appliance.first_boot.machine import Machine, put

SITE: Final = "site"
"""The folder of both, on the card and on the root."""
SETTINGS: Final = "site.toml"
CREDENTIAL: Final = "hub-credential.toml"


class Wanted(NamedTuple):
    """What the first boot itself reads of the settings.

    `key`, `url`: [updates]; `wifi`: whether there is to be one; `keys`: who may come by ssh; `credential`: None where
    the hub gave none.
    """

    settings: Path
    credential: Path | None
    key: str
    url: str
    wifi: bool
    keys: tuple[str, ...] = ()


def bring(machine: Machine) -> Wanted | str:
    """Copy what the card has, and read what is needed of it; a fault in one line.

    Once the card is wiped, what was copied before is there still.
    """
    source, kept = machine.card / SITE, machine.kept / SITE
    machine.kept.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in sorted(source.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            put(kept / path.relative_to(source), path.read_bytes(), 0o600)
    settings, credential = kept / SETTINGS, kept / CREDENTIAL
    try:
        told = tomllib.loads(settings.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return f"{SETTINGS}: {error}"
    updates = told.get("updates", {})
    return Wanted(
        settings=settings,
        credential=credential if credential.is_file() else None,
        key=str(updates.get("key", "")),
        url=str(updates.get("url", "")),
        wifi=bool(told.get("network", {}).get("wifi", "")),
        keys=tuple(map(str, told.get("appliance", {}).get("ssh_keys", ()))),
    )
