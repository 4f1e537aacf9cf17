"""The first boot of a card that `provisioning/card` prepared.

    bootstrap.pyz install    cloud-init or rpi-preseed calls this: leaves a unit behind, and begins it
    bootstrap.pyz run        the unit: everything, until it has succeeded once
    bootstrap.pyz leave      takes away from the root what the first boot put there

Every step looks first whether it is done: a cut of power or network costs the step in hand.
"""

import argparse
import time
from pathlib import Path
from typing import Final

from provisioning.appliance.first_boot import bundle, disk, leaving, network, session
from provisioning.appliance.first_boot.machine import NAME, UNIT, Machine, call, is_overlay, put
from provisioning.appliance.first_boot.provisioning_run import provision
from provisioning.appliance.first_boot.screen import Screen
from provisioning.appliance.first_boot.site import Wanted, bring
from provisioning.appliance.first_boot.wiping import wipe

_NETWORK_S: Final = 600.0
_CLOCK_S: Final = 90.0
_UNIT: Final = f"""[Unit]
Description=Makes a kiosk of this machine, once
ConditionPathExists=!/var/lib/{NAME}/finished
RequiresMountsFor=/boot/firmware /usr/local/lib /var/lib
Conflicts=getty@tty1.service
StartLimitIntervalSec=0

[Service]
ExecStart=/usr/bin/python3 /usr/local/lib/{NAME}/bootstrap.pyz run
Environment=HOME=/root
Restart=on-failure
RestartSec=15s
RestartSteps=6
RestartMaxDelaySec=10min

[Install]
WantedBy=multi-user.target
"""


def main() -> int:
    """0: done. 1: to be tried again, and why."""
    parser = argparse.ArgumentParser(prog="bootstrap.pyz")
    parser.add_argument("what", choices=("install", "run", "leave"))
    parser.add_argument("--root", type=Path, default=Path("/"), help="a folder that plays the machine's root")
    parser.add_argument("--screen", type=Path, default=Path("/dev/tty1"), help="where the facilitator looks")
    arguments = parser.parse_args()
    machine = Machine(arguments.root)
    if machine.finished.exists():
        return 0
    if arguments.what == "install":
        install(machine)
        return 0
    if arguments.what == "leave":
        leaving.leave(machine)
        return 0
    fault = run(machine, Screen(arguments.screen))
    if fault:
        print(fault)
    return 1 if fault else 0


def install(machine: Machine) -> None:
    """Leave the unit, and begin it without waiting: what called this may not take long. Raises OSError."""
    put(machine.program, (machine.card / "bootstrap.pyz").read_bytes())
    put(machine.unit, _UNIT.encode())
    # A new Raspberry Pi asks on its screen who its user is, and holds up the whole start until it is told.
    call("systemctl", "mask", "userconfig.service")
    call("systemctl", "stop", "--no-block", "userconfig.service")
    call("systemctl", "daemon-reload")
    call("systemctl", "enable", UNIT)
    call("systemctl", "start", "--no-block", UNIT)


def run(machine: Machine, screen: Screen) -> str:
    """Do all that is not done. A fault in one line; "": the machine is a kiosk, and starts anew."""
    overlay = is_overlay()
    if overlay and not machine.provisioned.exists():
        if not leaving.ask_for_writable_root(machine):
            return "the root is read-only before all was done"
        call("systemctl", "reboot")
        return ""
    if not machine.provisioned.exists():
        fault = _become_kiosk(machine, screen)
        if fault:
            screen.show("Cela n’a pas encore réussi. Un nouvel essai suivra, laissez la borne branchée.", fault)
            return fault
        put(machine.provisioned, b"")
    if not overlay:
        screen.show("Étape 4 sur 4 : la carte est nettoyée, puis la borne démarre.")
    wipe(machine)
    if overlay:
        return leaving.leave_below(machine)
    leaving.leave(machine)
    call("systemctl", "reboot")
    return ""


def _become_kiosk(machine: Machine, screen: Screen) -> str:
    """Everything up to a provisioned root."""
    screen.show("Étape 1 sur 4 : la place sur la carte et les réglages.")
    fault = disk.make_room()
    if fault:
        return fault
    wanted = bring(machine)
    if isinstance(wanted, str):
        return wanted
    session.let_in(machine, wanted.keys)
    if wanted.wifi:  # stock Raspberry Pi OS leaves the radio switched off
        call("nmcli", "radio", "wifi", "on")
    screen.show("Étape 2 sur 4 : le réseau. Branchez le câble, ou vérifiez que le Wi-Fi fonctionne.")
    if not network.come(network.has_way_out, _NETWORK_S):
        return "no network: neither a cable nor the Wi-Fi of the settings"
    told = network.come(network.SYNCHRONIZED.exists, _CLOCK_S)
    fault = _install_release(machine, screen, wanted)
    return fault if told or not fault else f"{_no_time()} {fault}"


def _no_time() -> str:
    """A Pi without a clock chip stands where its image was made: then signatures "are not valid yet"."""
    return f"No server of time answered (UDP 123), and the clock says {time.strftime('%Y-%m-%d')}."


def _install_release(machine: Machine, screen: Screen, wanted: Wanted) -> str:
    about = "Étape 3 sur 4 : les programmes. Cela prend environ une demi-heure."
    screen.show(about)
    release = bundle.opened(machine, wanted)
    if isinstance(release, str):
        return release
    leaving.hold_root_writable(machine)
    return provision(release, wanted, lambda at, of: screen.show(about, f"{at} sur {of}"))
