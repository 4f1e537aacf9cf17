"""A way in over the network while the first boot is not done: what hinders it can be looked at."""

import shutil
from typing import Final

from provisioning.appliance.first_boot.machine import MAINTAINER, Machine, call, put

_HOME: Final = f"home/{MAINTAINER}"


def let_in(machine: Machine, keys: tuple[str, ...]) -> None:
    """Let the keys of the settings in, as provisioning does at its end. Raises OSError.

    Raspberry Pi OS leaves sshd switched off, also where cloud-init was given keys; rpi-preseed gives them to another
    user.
    """
    if not keys:
        return
    if call("id", "-u", MAINTAINER).status:
        call("useradd", "--create-home", "--shell", "/bin/bash", "--user-group", MAINTAINER)
    call("usermod", "--password", "*", MAINTAINER)  # no password opens it; "!" would shut out keys, too
    folder = machine.root / _HOME / ".ssh"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    put(folder / "authorized_keys", "".join(f"{key}\n" for key in keys).encode(), 0o600)
    for path in (folder, folder / "authorized_keys"):
        shutil.chown(path, MAINTAINER, MAINTAINER)
    put(machine.root / f"etc/sudoers.d/{MAINTAINER}", f"{MAINTAINER} ALL=(ALL) NOPASSWD: ALL\n".encode(), 0o440)
    call("systemctl", "enable", "ssh.service")
    call("systemctl", "start", "--no-block", "ssh.service")
