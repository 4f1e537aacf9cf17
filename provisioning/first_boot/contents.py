"""What lies on the boot partition for the first boot. Pure: from settings to texts.

cloud-init and rpi-preseed are both told how to reach the network, and the one command that does the rest; cloud-init
also who may open a session. cloud-init's files are JSON, which is YAML that needs no rules for quoting.
"""

import hashlib
import json
import re
from typing import Final

from kiosk.settings import Settings
from provisioning.appliance.first_boot.machine import MAINTAINER

FOLDER: Final = "coup-de-pouce"
"""Ours, on the boot partition."""
PROGRAM: Final = "bootstrap.pyz"
COMMAND: Final = ("python3", f"/boot/firmware/{FOLDER}/{PROGRAM}", "install")
"""The one command of both. It takes a second: the long work is done by the unit that it leaves behind."""
_PLAIN: Final = re.compile(r"[\w.+-]([\w.+ -]*[\w.+-])?", re.ASCII)
_KEY_BYTES: Final = 32
_READY_KEY: Final = re.compile(r"[0-9A-Fa-f]{64}")


def wifi_key(name: str, password: str) -> str:
    """The key that WPA2 makes of a password (IEEE 802.11, 64 hexadecimal digits): no sign of it needs an escape."""
    if _READY_KEY.fullmatch(password):
        return password.lower()
    return hashlib.pbkdf2_hmac("sha1", password.encode(), name.encode(), 4096, _KEY_BYTES).hex()


def first_boot_files(settings: Settings, wifi_password: str) -> dict[str, str]:
    """The files for both programs by name. `wifi_password`: what [network] password_file holds; empty: none."""
    key = wifi_key(settings.network.wifi, wifi_password) if wifi_password else ""
    files = {
        "user-data": "#cloud-config\n" + _json(_user_data(settings)),
        "network-config": _json(_network(settings, key)),
        "rpi-preseed.toml": _preseed(settings, key),
    }
    told = hashlib.sha256("".join(files.values()).encode()).hexdigest()
    # Another name is another first boot for cloud-init: a card that was mended is read again.
    return {**files, "meta-data": _json({"dsmode": "local", "instance-id": f"{FOLDER}-{told[:12]}"})}


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _user_data(settings: Settings) -> dict[str, object]:
    """`bootcmd`, since `runcmd` waits until somebody has answered what a new Raspberry Pi asks on its screen."""
    keys = list(settings.appliance.ssh_keys)
    login = {"name": MAINTAINER, "shell": "/bin/bash", "lock_passwd": True, "sudo": "ALL=(ALL) NOPASSWD:ALL"}
    return {
        "growpart": {"mode": "off"},
        "resize_rootfs": False,
        "ssh_pwauth": False,
        "users": [{**login, "ssh_authorized_keys": keys}] if keys else [],
        "bootcmd": [list(COMMAND)],
    }


def _network(settings: Settings, key: str) -> dict[str, object]:
    network: dict[str, object] = {"version": 2, "ethernets": {"eth0": {"dhcp4": True, "optional": True}}}
    table = settings.network
    if table.wifi:
        point = {"password": key} if key else {}
        wlan = {"dhcp4": True, "optional": True, "regulatory-domain": table.country}
        network["wifis"] = {"wlan0": {**wlan, "access-points": {table.wifi: point}}}
    return {"network": network}


def _preseed(settings: Settings, key: str) -> str:
    """`early`: before the network, and once; our unit waits by itself, and begins anew at each boot.

    No [ssh]: it would give the keys to the system's first user, who keeps them. Our unit lets its own user in.
    """
    lines = ['config_version = "1.0"']
    if settings.network.wifi:
        lines += ["", "[wlan]", *_preseed_wifi(settings.network.wifi, key)]
        lines += [f'country = "{settings.network.country}"']
    lines += ["", "[runcmd]", f"early = [{_quoted(' '.join(COMMAND))}]"]
    return "\n".join(lines) + "\n"


def _preseed_wifi(name: str, key: str) -> list[str]:
    """Names that its writer would hand on unquoted to NetworkManager are told in hexadecimal digits."""
    told = f'ssid = "{name}"' if _PLAIN.fullmatch(name) else f'ssid_hex = "{name.encode().hex()}"'
    return [told, *([f'password = "{key}"', 'key_mgmt = "wpa-psk"'] if key else ['key_mgmt = "none"'])]


def _quoted(text: str) -> str:
    """A basic string of TOML; rpi-preseed knows no other escapes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
