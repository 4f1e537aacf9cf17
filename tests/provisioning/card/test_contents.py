"""The texts of a first boot, and the kernel's line."""

import json
import tomllib

import msgspec
import pytest

from kiosk.appliance.machine import ApplianceTable
from kiosk.appliance.network import NetworkTable
from kiosk.settings import Settings, load
from provisioning.first_boot.contents import first_boot_files, wifi_key
from provisioning.first_boot.kernel_line import bounded
from provisioning.first_boot.program import built

KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3oSTgA5bCS someone\\"s'


def settings(wifi: str = "", keys: tuple[str, ...] = ()) -> Settings:
    network, machine = NetworkTable(wifi=wifi), ApplianceTable(ssh_keys=keys)
    return msgspec.structs.replace(load(), network=network, appliance=machine)


def test_the_key_of_a_wifi_is_that_of_the_standard() -> None:
    """The first vector of IEEE 802.11i, annex H.4."""
    made = wifi_key("IEEE", "password")
    assert made == "f42c6fc52df0ebef9ebb4b90b38a5f902e83fe1b135a70e23aed762e9710a12e"
    assert wifi_key("IEEE", made.upper()) == made


@pytest.mark.parametrize("wifi", ["EPN", 'Un "nom"; à \\ part', "EPN d’essai"])
def test_names_and_keys_with_any_sign_arrive_as_they_are(wifi: str) -> None:
    files = first_boot_files(settings(wifi, (KEY,)), "mot de passe")
    points = json.loads(files["network-config"])["network"]["wifis"]["wlan0"]["access-points"]
    assert points == {wifi: {"password": wifi_key(wifi, "mot de passe")}}
    preseed = tomllib.loads(files["rpi-preseed.toml"])
    told = preseed["wlan"]
    assert told.get("ssid", bytes.fromhex(told.get("ssid_hex", "")).decode()) == wifi
    assert "ssh" not in preseed, "its user would keep the keys"
    user = json.loads(files["user-data"].removeprefix("#cloud-config\n"))["users"][0]
    assert user["ssh_authorized_keys"] == [KEY]


def test_an_open_wifi_has_no_password_and_a_cable_no_wifi() -> None:
    open_one = first_boot_files(settings("EPN"), "")
    assert json.loads(open_one["network-config"])["network"]["wifis"]["wlan0"]["access-points"] == {"EPN": {}}
    assert tomllib.loads(open_one["rpi-preseed.toml"])["wlan"] == {"ssid": "EPN", "key_mgmt": "none", "country": "BE"}
    cable = first_boot_files(settings(), "")
    assert "wifis" not in json.loads(cable["network-config"])["network"]
    assert set(tomllib.loads(cable["rpi-preseed.toml"])) == {"config_version", "runcmd"}
    assert json.loads(cable["user-data"].removeprefix("#cloud-config\n"))["users"] == []


def test_a_change_is_another_first_boot() -> None:
    names = {first_boot_files(settings(wifi), "un mot de passe")["meta-data"] for wifi in ("a", "b", "a")}
    assert len(names) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("console=tty1 root=PARTUUID=1-02 rootwait resize\n", "console=tty1 root=PARTUUID=1-02 rootwait\n"),
        ("root=x init=/usr/lib/raspberrypi-sys-mods/firstboot quiet", "root=x quiet\n"),
        ("root=x init=/usr/lib/raspi-config/init_resize.sh", "root=x\n"),
        (
            "root=x resize ds=nocloud;i=rpi-imager-17 cfg80211.ieee80211_regdom=BE",
            "root=x cfg80211.ieee80211_regdom=BE\n",
        ),
        ("root=x init=/bin/other noresize resize=no", "root=x init=/bin/other noresize resize=no\n"),
    ],
)
def test_the_root_is_kept_from_growing_and_nothing_else_changes(before: str, after: str) -> None:
    assert bounded(before) == after
    assert bounded(after) == after


def test_the_program_is_the_same_for_the_same_sources() -> None:
    """So that a second run of `provisioning/card` writes nothing."""
    assert built() == built()
