"""Wi-Fi, as NetworkManager reads it; a cable needs nothing."""

import re
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from kiosk.appliance.network import NetworkTable
from provisioning.plan.tasks import File, Files, Gone, Step, Task

WIFI = "/etc/NetworkManager/system-connections/kiosk-wifi.nmconnection"
_REGION = "/etc/modprobe.d/kiosk-wifi.conf"
_STATE = "/var/lib/NetworkManager/NetworkManager.state"


def tasks(network: NetworkTable, password: str) -> Iterator[Task]:
    """The one Wi-Fi of the settings, or none."""
    if not network.wifi:
        yield Gone(WIFI)
        return
    region = f"options cfg80211 ieee80211_regdom={network.country}\n".encode()
    yield Files("Wi-Fi", (File(WIFI, keyfile(network.wifi, password).encode(), 0o600), File(_REGION, region)))
    yield _radio()


def _radio() -> Step:
    """Raspberry Pi OS leaves the radio off until a country was chosen by its own tool (pi-gen, 02-net-tweaks)."""
    now = "if systemctl --quiet is-active NetworkManager; then nmcli radio wifi on; fi"
    later = f"sed -i s/^WirelessEnabled=false/WirelessEnabled=true/ {_STATE}"
    return Step("Wi-Fi, its radio on", f"{now} && {later}", f"! grep -qs ^WirelessEnabled=false {_STATE}")


def keyfile(name: str, password: str) -> str:
    """A connection; the name as a list of bytes, which means the same whatever signs it has."""
    ssid = "".join(f"{byte};" for byte in name.encode())
    lines = ["[connection]", "id=kiosk-wifi", f"uuid={uuid5(NAMESPACE_URL, f'wifi:{name}')}", "type=wifi", ""]
    lines += ["[wifi]", "mode=infrastructure", f"ssid={ssid}", ""]
    if password:
        lines += ["[wifi-security]", "key-mgmt=wpa-psk", f"psk={_escaped(password)}", ""]
    return "\n".join([*lines, "[ipv4]", "method=auto", "", "[ipv6]", "method=auto", ""])


def _escaped(text: str) -> str:
    """As GLib reads the value of a key."""
    text = text.replace("\\", "\\\\")
    return re.sub(r"^ +| +$", lambda spaces: "\\s" * len(spaces.group()), text)


def fault(network: NetworkTable, password: str) -> str:
    """What is wrong with the password; "": nothing. Never the password."""
    if not network.password_file or re.fullmatch(r"[ -~]{8,63}|[0-9a-fA-F]{64}", password):
        return ""
    return "network.password_file: what is in it is no Wi-Fi password; expected 8 to 63 plain signs on one line"
