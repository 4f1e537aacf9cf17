"""Nothing secret is in a support bundle: secrets are planted wherever they could come from, and looked for.

The list of what was planted, and where, is `PLANTED`: every one of them is a test of its own.
"""

import base64
import io
import json
import logging
import platform
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import msgspec
import pytest

from kiosk.__main__ import main
from kiosk.commands import checks
from kiosk.device_state import FILE_NAME, DeviceState, Key
from kiosk.health.result import CheckId, Result, attention
from kiosk.support.bundle import Support, squares
from kiosk.support.noted import NOTED, listen
from kiosk.support.versions import versions

PLANTED: Final = {
    "name of the site, in the settings": "EPN-Sainte-Rita",
    "name of the office, in the settings": "Accueil-Marie-Curie",
    "address of the office, in the settings": "Rue-du-Moulin-87",
    "label of a service, in the settings": "Permanence-de-Fatima",
    "piece to bring, in the settings": "photo-de-Grosjean",
    "name of a provider, in the settings": "agenda_de_tantine",
    "address of a calendar, in the settings": "agenda-interne.exemple.be",
    "user of a calendar, in the settings": "sylvie.lambert",
    "file of a password, in the settings": "motdepasse-caldav.txt",
    "token in an address, in the settings": "tok_9f8e7d6c5b4a",
    "second calendar, in the settings": "contacts-prives",
    "file of a certificate, in the settings": "ca-maison.pem",
    "sound card, in the settings": "CasqueDeLeila",
    "headset's jack, in the settings": "jack-de-leila",
    "voice model, in the settings": "voix-de-bernard.onnx",
    "user of the browser, in the settings": "kioskuser77",
    "folder for wishes, in the settings": "souhaits-de-omar",
    "mount point of the stick, in the settings": "cle-de-omar",
    "IP address of the printer, in the settings": "192.168.77.41",
    "password, in its file": "S3cr3tDeCaldav",
    "hash of the PIN, in the device's state": "$argon2id$v=19$m=19456$c2VsZGVsbW90",
    "name in the data folder's path": "bureau-de-yasmina",
    "name of the file of settings": "bruyeres-nord.toml",
    "token, in the environment": "ghp_EnvironmentToken42",
    "proxy with its password, in the environment": "proxyuser:proxypass",
    "host name, in the environment": "borne-salle-4",
    "log line's argument": "jeanne.dubois@exemple.be",
    "log line's template": "0470 11 22 33",
    "name of a logger": "logger_de_monique",
    "message of an exception, in the journal": "BE68539007547034",
    "second line of a message, in the journal": "85.07.30-033.28",
    "path outside of our code, in the journal": "dossier-de-kevin",
    "name of a function, in the journal": "fonction_de_kevin",
    "exception's own class, in the journal": "ErreurDeKevin",
    "code of an appointment, in the journal": "K7P4X2",
    "name of a Wi-Fi, in the journal": "WiFi-CPAS-Prive",
    "key of a Wi-Fi, in the journal": "psk=correcthorsebattery",
    "MAC address, in the journal": "b8:27:eb:12:34:56",
    "IPv6 address, in the journal": "fd00:dead:beef::7",
    "serial number, in the journal": "10000000abcdef42",
    "host name, in the journal": "raspi-cpas-binche",
    "file with the name of ours elsewhere, in the journal": "kiosk/secret_de_lea.py",
    "sentence of a check that is not the code's": "Appelez-Gaston",
    "figure of a check that is not the code's": "064998877",
}
"""What was planted, by where."""
SETTINGS: Final = """
[site]
name = "{name of the site, in the settings}"
commune = "la_louviere"
[office]
name = "{name of the office, in the settings}"
address = ["{address of the office, in the settings}"]
[voice]
engines = ["silent"]
loudspeaker = "plughw:CARD={sound card, in the settings}"
headset = "plughw:CARD={sound card, in the settings}"
headset_jack = "{headset's jack, in the settings}"
piper_model = "{voice model, in the settings}"
[official_sites]
user = "{user of the browser, in the settings}"
[device]
ask_folder = "{folder for wishes, in the settings}"
stick = "{mount point of the stick, in the settings}"
[printer]
kind = "network"
address = "{IP address of the printer, in the settings}"
[providers."{name of a provider, in the settings}"]
kind = "caldav"
url = "https://{address of a calendar, in the settings}/{token in an address, in the settings}/"
user = "{user of a calendar, in the settings}"
password_file = "{file of a password, in the settings}"
contact_url = "https://{address of a calendar, in the settings}/{second calendar, in the settings}/"
ca_file = "{file of a certificate, in the settings}"
[[services]]
id = "carte"
need = "commune.carte"
label = "{label of a service, in the settings}"
provider = "{name of a provider, in the settings}"
office = "site"
bring = ["{piece to bring, in the settings}"]
"""
JOURNAL: Final = """
Traceback (most recent call last):
  File "/srv/{path outside of our code, in the journal}/kiosk/idle.py", line 31, in {name of a function, in the journal}
  File "/srv/{file with the name of ours elsewhere, in the journal}", line 12, in tick
ValueError: {message of an exception, in the journal}
{second line of a message, in the journal}
Traceback (most recent call last):
  File "/srv/kiosk/idle.py", line 32, in tick
{exception's own class, in the journal}: {code of an appointment, in the journal}
wpa: {name of a Wi-Fi, in the journal} {key of a Wi-Fi, in the journal} {MAC address, in the journal}
dhcp: {IPv6 address, in the journal} {serial number, in the journal} {host name, in the journal}
"""


def filled(template: str) -> str:
    return re.sub(r"\{([^{}\n]+)\}", lambda found: PLANTED[found[1]], template)


def journalctl(folder: Path) -> None:
    """A program that answers what the journal holds."""
    folder.mkdir()
    (folder / "lines").write_text(filled(JOURNAL), encoding="utf-8")
    program = folder / "journalctl"
    program.write_text(f'#!/bin/sh\ncat "{folder / "lines"}"\n', encoding="utf-8")
    program.chmod(0o755)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """All texts of the bundle, as the command wrote it and as QR codes, in one."""
    folder = tmp_path_factory.mktemp("kiosk")
    with pytest.MonkeyPatch.context() as patch:
        data = folder / PLANTED["name in the data folder's path"]
        data.mkdir()
        site = folder / PLANTED["name of the file of settings"]
        site.write_text(filled(SETTINGS), encoding="utf-8")
        (folder / PLANTED["file of a password, in the settings"]).write_text(PLANTED["password, in its file"])
        state = DeviceState(data / FILE_NAME)
        state.put(Key.PIN_HASH, PLANTED["hash of the PIN, in the device's state"])
        state.save()
        patch.setenv("TOKEN", PLANTED["token, in the environment"])
        patch.setenv("NO_SUCH_PROXY", f"http://{PLANTED['proxy with its password, in the environment']}@x")
        patch.setenv("HOSTNAME", PLANTED["host name, in the environment"])
        journalctl(folder / "bin")
        patch.setenv("PATH", str(folder / "bin"), prepend=":")
        patch.setattr(checks, "check_all", lambda *_: results())
        log()
        yield written(site, data, folder / "out.zip")


def results() -> tuple[Result, ...]:
    """Two sentences that no check says, and one that it says."""
    figure = PLANTED["figure of a check that is not the code's"]
    says = (
        ("network", PLANTED["sentence of a check that is not the code's"]),
        ("clips", f"{figure} phrases ne sont pas prêtes."),
        ("disk", "Le disque a assez de place."),
    )
    return tuple(Result(CheckId(name), name, "info", attention(text, "")) for name, text in says)


def log() -> None:
    listen()
    name = PLANTED["name of a logger"]
    template = PLANTED["log line's template"]
    logging.getLogger(name).warning(f"{template} %s", PLANTED["log line's argument"])  # noqa: G004


def written(site: Path, data: Path, out: Path) -> str:
    assert main(["support", "--site", str(site), "--data", str(data), "-o", str(out)]) == 0
    texts = []
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as archive:
        for one in archive.infolist():
            texts += [one.filename, repr(one.comment), repr(one.extra), archive.read(one).decode()]
    texts += squares(msgspec.json.decode(texts[-1], type=Support))
    return "\n".join(texts)


def test_it_holds_what_helps(bundle: str) -> None:
    for helpful in ('"kivy"', '"providers.caldav": 1', "kiosk/idle.py:31", "kiosk/idle.py:32", "ValueError", "other",
                    "Le disque a assez de place.", '"id": "network"', "attention: ", "borne 1/"):  # fmt: skip
        assert helpful in bundle, helpful


@pytest.mark.parametrize("where", PLANTED)
def test_nothing_planted_is_in_it(where: str, bundle: str) -> None:
    secret = PLANTED[where]
    forms = {secret, secret[::-1], quote(secret), base64.b64encode(secret.encode()).decode(), json.dumps(secret)[1:-1]}
    assert not [one for one in forms if one.lower() in bundle.lower()]


def test_no_kind_of_address_or_number_is_in_it(bundle: str) -> None:
    """Whatever was not planted: shapes of e-mails, IP and MAC addresses, telephones, long numbers, paths."""
    shapes = (
        r"[\w.]+@[\w.]+",
        r"\b(?!0\.)\d{1,3}(\.\d{1,3}){3}\b",
        r"([0-9a-f]{2}:){5}",
        r"\b0\d{2,3}[ /.]?\d{2}[ .]?\d{2}",
        r"\d{8,}",
        r"(^|[\s\"])/\w+/",
        r"https?:",
    )
    assert [found[0] for shape in shapes for found in re.finditer(shape, bundle)] == []


def test_a_machine_named_after_its_owner_tells_figures_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/os-release").write_text('ID=jeannix\nVERSION_ID="12-de-jeanne"\nPRETTY_NAME="Jeanne"\n')
    model = tmp_path / "proc/device-tree/model"
    model.parent.mkdir(parents=True)
    model.write_text("Raspberry Pi 4 Model B Rev 1.4 serial 10000000abcdef42\0")
    monkeypatch.setattr(platform, "release", lambda: "6.6.31-de-jeanne")
    monkeypatch.setattr(platform, "machine", lambda: "jeanne64")
    found = versions(tmp_path)
    assert (found["system"], found["release"], found["machine"]) == ("other", "12", "other")
    assert (found["linux"], found["board"]) == ("6.6.31", "Raspberry Pi 4 Model B Rev 1.4")
    assert not re.search("jeann|abcdef", " ".join(found.values()), re.IGNORECASE)


def test_what_is_noted_of_a_log_line_has_no_words() -> None:
    listen()
    logging.getLogger("kiosk.test").error("0470 %s", "44 55 66")
    assert (NOTED.found[-1][0], Path(NOTED.found[-1][1]).name) == ("ERROR", "test_redaction.py")
    assert "0470" not in repr(NOTED.found)
