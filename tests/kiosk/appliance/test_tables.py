"""The tables of the appliance: what is right, and how each fault is named."""

import base64

import pytest

from kiosk.appliance import facilitator, machine, network, updates


def key(kind: str = "ssh-ed25519", *parts: bytes) -> str:
    """A public key of no pair."""
    raw = b"".join(len(part).to_bytes(4, "big") + part for part in (kind.encode(), *(parts or (bytes(32),))))
    return f"{kind} {base64.b64encode(raw).decode()}"


SIGNER = key()
URL = "https://updates.example.be/kiosk/"
PRIVATE = "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret"


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"wifi": "EPN invités"},
        {"wifi": "EPN", "password_file": "wifi.password", "country": "FR"},
        {"wifi": "é" * 16},
    ],
)
def test_networks_that_are_right(table: dict[str, str]) -> None:
    assert list(network.faults(network.NetworkTable(**table))) == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"country": "be"}, "network.country: 'be'; expected two capital letters"),
        ({"country": "BEL"}, "network.country: 'BEL'; expected"),
        ({"password_file": "x"}, "network.wifi: missing, but there is a password_file"),
        ({"wifi": "é" * 17}, "network.wifi: is too long; expected 32 bytes"),
        ({"wifi": "a\nb"}, "network: holds a sign that cannot be shown"),
        ({"wifi": "EPN", "password_file": "a\0b"}, "network: holds a sign that cannot be shown"),
        ({"wifi": "EPN "}, "network.wifi: begins or ends with a space"),
    ],
)
def test_networks_that_are_wrong(table: dict[str, str], said: str) -> None:
    assert "\n".join(network.faults(network.NetworkTable(**table))).startswith(said)


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"key": SIGNER},
        {"key": f"{SIGNER} who signs"},
        {"url": URL, "key": SIGNER},
        {"url": "http://127.0.0.1:8080/", "key": SIGNER},
    ],
)
def test_updates_that_are_right(table: dict[str, str]) -> None:
    assert list(updates.faults(updates.UpdatesTable(**table))) == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"url": URL}, "updates.key: missing; expected the public key"),
        ({"url": "secret", "key": SIGNER}, "updates.url: expected the address of a folder"),
        ({"url": "ftp://secret/", "key": SIGNER}, "updates.url: expected the address of a folder"),
        ({"url": "https://a.be:99999/secret", "key": SIGNER}, "updates.url: expected the address"),
        ({"url": "https://a.be/ secret", "key": SIGNER}, "updates.url: expected the address"),
        ({"url": "https://a.be/?secret", "key": SIGNER}, "updates.url: holds a question or a mark"),
        ({"url": "https://me:secret@a.be/", "key": SIGNER}, "updates.url: holds a user or a password"),
        ({"url": "http://a.be/", "key": SIGNER}, "updates.url: http would let anybody"),
        ({"key": PRIVATE}, "updates.key: holds a private key; expected the public one"),
        ({"key": f"{SIGNER}\n{SIGNER}"}, "updates.key: is not one line"),
        ({"key": key("ssh-rsa")}, "updates.key: begins with no kind that is known here; expected one of: ssh-ed25519"),
        ({"key": "ssh-ed25519 secret!"}, "updates.key: is cut or changed"),
        ({"key": SIGNER[:-8]}, "updates.key: is cut or changed"),
        ({"key": "ssh-ed25519"}, "updates.key: is cut or changed"),
        ({"key": "ssh-ed25519 " + key("ssh-rsa").split()[1]}, "updates.key: is cut or changed"),
        ({"key": "ssh-ed25519 é"}, "updates.key: is cut or changed"),
    ],
)
def test_updates_that_are_wrong_never_tell_the_value(table: dict[str, str], said: str) -> None:
    found = "\n".join(updates.faults(updates.UpdatesTable(**table)))
    assert found.startswith(said)
    assert "secret" not in found


@pytest.mark.parametrize(
    "table",
    [{}, {"name": "Anne Dupont"}, {"phone": "064 12 34 56"}, {"name": "Le service", "phone": "+32 64/12.34.56"}],
)
def test_facilitators_that_are_right(table: dict[str, str]) -> None:
    assert list(facilitator.faults(facilitator.FacilitatorTable(**table))) == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"name": "Anne\nDupont"}, "facilitator.name: expected one line of 40 signs"),
        ({"name": "A" * 41}, "facilitator.name: expected one line of 40 signs"),
        ({"phone": "demandez Anne"}, "facilitator.phone: 'demandez Anne'; expected digits"),
        ({"phone": "12"}, "facilitator.phone: '12'; expected digits"),
        ({"phone": "064 12\n34 56"}, "facilitator.phone: '064 12\\n34 56'; expected digits"),
    ],
)
def test_facilitators_that_are_wrong(table: dict[str, str], said: str) -> None:
    assert "\n".join(facilitator.faults(facilitator.FacilitatorTable(**table))).startswith(said)


@pytest.mark.parametrize(
    "table",
    [
        machine.ApplianceTable(),
        machine.ApplianceTable(hostname="borne-1"),
        machine.ApplianceTable(ssh_keys=(SIGNER, key("ssh-rsa", b"e", b"n") + " anne@epn")),
    ],
)
def test_machines_that_are_right(table: machine.ApplianceTable) -> None:
    assert list(machine.faults(table)) == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (machine.ApplianceTable(hostname="Borne"), "appliance.hostname: 'Borne'; expected small letters"),
        (machine.ApplianceTable(hostname="-borne"), "appliance.hostname: '-borne'; expected"),
        (machine.ApplianceTable(hostname="a.b"), "appliance.hostname: 'a.b'; expected"),
        (machine.ApplianceTable(hostname="a" * 64), "appliance.hostname: 'aaa"),
        (machine.ApplianceTable(hostname="localhost"), "appliance.hostname: 'localhost'; expected"),
        (machine.ApplianceTable(ssh_keys=(SIGNER, PRIVATE)), "appliance.ssh_keys[1]: holds a private key"),
        (machine.ApplianceTable(ssh_keys=('command="x" ' + SIGNER,)), "appliance.ssh_keys[0]: begins with no kind"),
        (machine.ApplianceTable(ssh_keys=("ssh-dss AAAA secret",)), "appliance.ssh_keys[0]: begins with no kind"),
        (machine.ApplianceTable(ssh_keys=("ssh-rsa AAAA secret",)), "appliance.ssh_keys[0]: is cut or changed"),
    ],
)
def test_machines_that_are_wrong(table: machine.ApplianceTable, said: str) -> None:
    found = "\n".join(machine.faults(table))
    assert found.startswith(said)
    assert "secret" not in found
