"""The end of a first boot: nothing of it stays but a mark."""

import os
import shutil
from pathlib import Path
from typing import Final

from provisioning.appliance.first_boot.machine import UNIT, Machine, call, put, sync_folder

_CLOUD: Final = "etc/cloud"
_CONNECTIONS: Final = "etc/NetworkManager/system-connections"
_OURS: Final = "kiosk-wifi.nmconnection"
"""The Wi-Fi as provisioning writes it."""
_WRITABLE: Final = 'overlayroot="disabled"\n'
_ASKED: Final = "data/overlayroot.conf"
_HELD: Final = "etc/overlayroot.local.conf"
"""Read after overlayroot's own settings, which provisioning writes long before it has ended."""


def leave(machine: Machine) -> None:
    """Take away what the first boot put on the root, the unit that would go on with it last. Raises OSError."""
    root = machine.root
    for name in (_ASKED, _HELD):
        if (root / name).exists():
            (root / name).unlink()
            sync_folder((root / name).parent)
    _forget_connections(root)
    if (root / _CLOUD).is_dir():
        put(root / _CLOUD / "cloud-init.disabled", b"")
    shutil.rmtree(root / "var/lib/cloud", ignore_errors=True)
    for path in machine.kept.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path not in (machine.provisioned, machine.finished):
            path.unlink()
    put(machine.finished, b"")
    machine.provisioned.unlink(missing_ok=True)
    call("systemctl", "disable", UNIT)
    machine.unit.unlink(missing_ok=True)
    shutil.rmtree(machine.program.parent, ignore_errors=True)


def _forget_connections(root: Path) -> None:
    """What first-boot programs wrote of the network, with its key; but never the only way to it."""
    folder = root / _CONNECTIONS
    wifi = [path for path in folder.glob("*.nmconnection") if "wifi" in _type(path)]
    if wifi and not (folder / _OURS).is_file():
        return
    for path in (*folder.glob("cloud-init-*"), folder / "preconfigured.nmconnection"):
        path.unlink(missing_ok=True)
    (root / "etc/netplan/50-cloud-init.yaml").unlink(missing_ok=True)


def _type(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((line for line in lines if line.startswith("type=")), "")


def hold_root_writable(machine: Machine) -> None:
    """Until `leave`: a provisioning that was cut goes on at the next boot. Raises OSError."""
    put(machine.root / _HELD, _WRITABLE.encode())


def leave_below(machine: Machine) -> str:
    """The same on the root below, which is read-only now; a fault in one line."""
    said = call("overlayroot-chroot", "/usr/bin/python3", machine.program, "leave")
    return said.text.splitlines()[-1] if said.status and said.text else ""


def ask_for_writable_root(machine: Machine) -> bool:
    """Have the next boot leave the root writable; False: that was asked for before, and did not help."""
    asked = machine.root / _ASKED
    if asked.exists() or not os.path.ismount(machine.root / "data"):
        return False
    put(asked, _WRITABLE.encode())
    return True
