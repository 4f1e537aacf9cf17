"""The signed release that the kiosk is made of: on the card, or fetched; verified, then unpacked."""

import os
import shutil
from pathlib import Path
from typing import Final

from provisioning.appliance.first_boot.machine import Machine
from provisioning.appliance.first_boot.site import Wanted
from provisioning.appliance.root.usr.local.lib.kiosk.releases import bundle as releases
from provisioning.appliance.root.usr.local.lib.kiosk.releases import fetching
from provisioning.appliance.root.usr.local.lib.kiosk.releases.manifest import Fault

BUNDLE: Final = "release.kiosk"
"""As it is called on the card."""
_UNPACKED: Final = "release"
_PROVISION: Final = "provisioning/provision"


def opened(machine: Machine, wanted: Wanted) -> Path | str:
    """The folder of the unpacked release, or a fault in one line. What is whole already is not unpacked again."""
    folder = machine.kept / _UNPACKED
    if (folder / _PROVISION).is_file():
        return folder
    found = machine.card / BUNDLE
    bundle = found if found.is_file() else _fetched(machine.kept, wanted)
    if isinstance(bundle, Fault):
        return bundle.reason
    new = folder.with_name(f"{_UNPACKED}.new")
    shutil.rmtree(new, ignore_errors=True)
    taken = releases.unpack(bundle, wanted.key, new)
    if isinstance(taken, Fault):
        return taken.reason
    os.sync()  # its files before its name: a cut would leave empty ones under it
    new.replace(folder)
    return folder


def _fetched(into: Path, wanted: Wanted) -> Path | Fault:
    """What the site's server has; a cut of the network only delays it."""
    pointer = fetching.newest(wanted.url, wanted.key)
    return pointer if isinstance(pointer, Fault) else fetching.download(wanted.url, pointer, into)
