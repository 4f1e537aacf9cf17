"""`kiosk hosts`, as it is typed, and as the appliance's unit types it."""

from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.settings import default_site

SETTINGS = """
[providers.calendar]
kind = "caldav"
url = "https://Agenda.example.be:8443/dav/"
contact_url = "https://contacts.exämple.be/dav/"
[providers.here]
kind = "caldav"
url = "http://127.0.0.1:5232/dav/"
[hub]
url = "https://hub.example.be/counts/push"
[call]
ntfy = "https://ntfy.example.be/topic"
[printer]
kind = "network"
address = "printer.lan:9100"
"""
SITES = {"belgium.be", "lalouviere.guichet-citoyen.be", "leforem.be"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The smallest settings, with every server they can name but that of updates."""
    path = tmp_path / "site.toml"
    begun = '[site]\nname = "EPN"\ncommune = "la_louviere"\n[office]\nname = "EPN"\n'
    path.write_text(begun + SETTINGS, encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert main(["hosts", *words]) == 0
    return capsys.readouterr().out.splitlines()


def test_all_servers_of_the_settings_and_all_sites_of_the_journeys(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hosts = told(capsys, "--site", str(site), "--data", str(tmp_path))
    servers = {"agenda.example.be", "contacts.xn--exmple-cua.be", "hub.example.be", "ntfy.example.be", "printer.lan"}
    assert hosts == sorted(servers | SITES)


def test_a_printer_by_its_address_and_the_server_of_updates(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "A" * 43
    text = site.read_text(encoding="utf-8").replace("printer.lan:9100", "192.168.1.50")
    updates = f'[updates]\nurl = "https://updates.example.be/kiosk/"\nkey = "{key}"\n'
    site.write_text(text + updates, encoding="utf-8")
    hosts = told(capsys, "--site", str(site), "--data", str(tmp_path))
    assert {"192.168.1.50", "updates.example.be"} < set(hosts)


def test_sites_of_another_commune_are_not_reached(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "site.toml"
    text = default_site().read_text(encoding="utf-8")
    path.write_text(text.replace('"la_louviere"', '"binche"'), encoding="utf-8")
    assert "lalouviere.guichet-citoyen.be" not in told(capsys, "--site", str(path), "--data", str(tmp_path))


def test_a_list_is_written_only_when_it_says_something_else(site: Path, tmp_path: Path) -> None:
    into = tmp_path / "hosts"
    words = ["hosts", "--site", str(site), "--data", str(tmp_path), "--into", str(into)]
    assert main(words) == 0
    first = into.stat()
    assert main(words) == 0
    assert into.stat() == first
    site.write_text(site.read_text(encoding="utf-8").replace("ntfy.example.be", "other.example.be"), encoding="utf-8")
    assert main(words) == 0
    assert "other.example.be" in into.read_text(encoding="ascii")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["hosts", "site.toml"]


def test_faulty_settings_and_a_full_disk_leave_the_list_of_before(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "hosts"
    into.write_text("before\n", encoding="ascii")
    site.write_text("nothing = 1\n", encoding="utf-8")
    words = ["hosts", "--site", str(site), "--data", str(tmp_path), "--into"]
    assert main([*words, str(into)]) == 1
    assert into.read_text(encoding="ascii") == "before\n"
    site.write_text(default_site().read_text(encoding="utf-8"), encoding="utf-8")
    assert main([*words, str(tmp_path / "missing" / "hosts")]) == 1
    assert "cannot be written" in capsys.readouterr().err
