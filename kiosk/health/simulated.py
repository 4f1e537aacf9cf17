"""A simulated machine: the files in which the kernel of a Raspberry Pi tells of it, written into a folder."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_INTERNET: Final = (
    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\n"
    "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\n"
)
_HOME: Final = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A Raspberry Pi 4 at its best; each field seeds a fault."""

    celsius: float = 48.0
    throttled: int = 0
    """As `kiosk.health.machine.throttled`."""
    low_voltage: bool = False
    """As the voltage sensor of the kernel has it."""
    file_errors: int = 0
    """Met by the file system since it was last repaired."""
    card_life: str = "0x01 0x01"
    """Used tenths of an eMMC, as it tells them of its two parts; 0x0b: all and more. Empty: a card without a word."""
    card_reserve: str = "0x01"
    """1: enough, 2: four fifths are used, 3: nearly all."""
    touch: bool = True
    plugged: bool = True
    """The network's cable."""
    internet: bool = True
    """The network leads elsewhere."""
    protected: bool = True
    """A layer in memory lies over the system."""
    maintained: bool = False
    """It is being written to on purpose."""
    apart: bool = True
    """The data lie on a file system of their own."""
    data_writable: bool = True
    armed: bool = True
    """The hardware's watchdog."""
    update: str = "current"
    """How the last look for a release ended; empty: there was none."""
    looked_on: str = "2026-11-23T03:30:00+01:00"
    """When that was."""


ILL: Final = Machine(
    celsius=83.5,
    throttled=0x50005,
    low_voltage=True,
    file_errors=3,
    card_life="0x0a 0x0b",
    card_reserve="0x03",
    touch=False,
    plugged=False,
    internet=False,
    protected=False,
    data_writable=False,
    armed=False,
    update="rolled-back",
)
"""Everything at once."""


def build(root: Path, machine: Machine | None = None) -> Path:
    """Write the files under `root`, which is returned."""
    machine = machine or Machine()
    for name, text in _files(machine).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="ascii")
    return root


def _files(machine: Machine) -> dict[str, str]:
    wear = {"life_time": machine.card_life, "pre_eol_info": machine.card_reserve} if machine.card_life else {}
    return {
        "proc/device-tree/model": "Raspberry Pi 4 Model B Rev 1.5\0",
        "proc/net/route": _INTERNET if machine.internet else _HOME,
        "proc/net/ipv6_route": "",
        "sys/class/thermal/thermal_zone0/temp": f"{machine.celsius * 1000:.0f}\n",
        "sys/class/thermal/thermal_zone0/type": "cpu-thermal\n",
        "sys/devices/platform/soc/soc:firmware/get_throttled": f"{machine.throttled:x}\n",
        "sys/class/hwmon/hwmon0/name": "cpu_thermal\n",
        "sys/class/hwmon/hwmon1/name": "rpi_volt\n",
        "sys/class/hwmon/hwmon1/in0_lcrit_alarm": f"{machine.low_voltage:d}\n",
        "sys/fs/ext4/features/lazy_itable_init": "supported\n",
        "sys/fs/ext4/mmcblk0p2/errors_count": f"{machine.file_errors}\n",
        "sys/class/net/lo/operstate": "unknown\n",
        "sys/class/net/eth0/operstate": "up\n" if machine.plugged else "down\n",
        "sys/class/input/event0/device/properties": f"{2 if machine.touch else 0}\n",
        "sys/class/watchdog/watchdog0/state": "active\n" if machine.armed else "inactive\n",
        "proc/self/mountinfo": "".join(_mounts(machine)),
        **({"data/overlayroot.conf": 'overlayroot="disabled"\n'} if machine.maintained else {}),
        **({"data/releases/status.json": _status(machine)} if machine.update else {}),
        **{f"sys/class/mmc_host/mmc0/mmc0:0001/{name}": f"{text}\n" for name, text in wear.items()},
    }


def _mounts(machine: Machine) -> Iterator[str]:
    """As a unit's sandbox sees them: read-only for it, whatever the file system."""
    card = "ext4 /dev/mmcblk0p2 rw"
    yield f"1 0 0:22 / / ro,relatime - {'overlay overlayroot rw,lowerdir=/x' if machine.protected else card}\n"
    yield "2 1 0:5 / /proc rw - proc proc rw\n"
    if machine.apart:
        writable = "rw" if machine.data_writable else "ro"
        yield f"3 1 179:3 / /data ro,noatime - ext4 /dev/mmcblk0p3 {writable},data=journal\n"


def _status(machine: Machine) -> str:
    return json.dumps({"running": "1.0", "last_check": machine.looked_on, "result": machine.update})
