"""The signed release that the kiosk is made of: on the card, or fetched; verified, then unpacked."""

import shutil
from pathlib import Path
from typing import Final

from provisioning.appliance.first_boot.machine import Machine
from provisioning.appliance.first_boot.site import Wanted
from provisioning.appliance.root.usr.local.lib.kiosk.releases import bundle as releases
from provisioning.appliance.root.usr.local.lib.kiosk.releases.manifest import Fault

BUNDLE: Final = "release.bundle"
"""As it is called on the card."""
_UNPACKED: Final = "release"
_PROVISION: Final = "provisioning/provision"


def opened(machine: Machine, wanted: Wanted) -> Path | str:
    """The folder of the unpacked release, or a fault in one line. What is whole already is not unpacked again."""
    folder = machine.kept / _UNPACKED
    if (folder / _PROVISION).is_file():
        return folder
    found = machine.card / BUNDLE
    if not found.is_file():
        return f"no {BUNDLE} on the card"
    new = folder.with_name(f"{_UNPACKED}.new")
    shutil.rmtree(new, ignore_errors=True)
    taken = releases.unpack(found, wanted.key, new)
    if isinstance(taken, Fault):
        return taken.reason
    # The mode of a file on FAT says nothing; the manifest's does.
    new.replace(folder)
    return folder
