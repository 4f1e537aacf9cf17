"""What becomes of a list of hosts: names for the resolver, addresses for the firewall, and nothing else."""

from pathlib import Path

import pytest

from provisioning.appliance.root.usr.local.lib.kiosk import allow_hosts as allow

LIB = Path(__file__).parents[2] / "provisioning/appliance/root/usr/local/lib/kiosk"


def test_names_and_addresses_are_told_apart_each_once() -> None:
    names, addresses = allow.read_list("leforem.be\n192.168.1.50\nleforem.be\nprinter.lan\n2001:db8::1\n\n")
    assert names == ("leforem.be", "printer.lan")
    assert [str(one) for one in addresses] == ["192.168.1.50", "2001:db8::1"]


@pytest.mark.parametrize(
    "line",
    [
        "leforem.be/#",
        "a b",
        "be",
        "com",
        "printer",
        "../x",
        "#",
        "# leforem.be",
        "*.be",
        ".leforem.be",
        "leforem.be.",
        "be/\u00e9",
        "x" * 64,
        "a." * 127 + "aa",
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104 - nothing is bound
        "::1",
        "224.0.0.1",
        "fe80::1%eth0",
        "LEFOREM.BE",
        "192.0.2.0/24",
    ],
)
def test_whatever_else_stands_there_opens_nothing(line: str) -> None:
    assert allow.read_list(f"{line}\n") == ((), ())


def test_a_list_without_end_is_not_read_to_its_end() -> None:
    names, _ = allow.read_list("".join(f"h{n}.be\n" for n in range(3 * allow.MOST)))
    assert len(names) == allow.MOST


def test_the_files_that_are_made(tmp_path: Path) -> None:
    hosts, into, heard = tmp_path / "hosts", tmp_path / "names.conf", tmp_path / "nft"
    hosts.write_bytes(b"leforem.be\n192.0.2.4\n\xff\xfe\n")
    nft = tmp_path / "nft.sh"
    nft.write_text(f"#!/bin/sh\ncat > '{heard}'\n", encoding="utf-8")
    nft.chmod(0o755)
    words = ["--hosts", str(hosts), "--archives", str(LIB / "archives.txt"), "--into", str(into)]
    assert allow.main([*words, "--nft", str(nft)]) == 0
    lines = into.read_text(encoding="ascii").splitlines()
    assert "server=/leforem.be/#" in lines
    assert "nftset=/leforem.be/4#inet#kiosk#hosts4,6#inet#kiosk#hosts6" in lines
    assert "nftset=/debian.org/4#inet#kiosk#archives4,6#inet#kiosk#archives6" in lines
    rules = heard.read_text(encoding="ascii").splitlines()
    assert rules[-1] == "add element inet kiosk hosts4 { 192.0.2.4 }"
    assert {f"flush set inet kiosk {name}" for name in ("hosts4", "hosts6", "archives4", "archives6")} < set(rules)


def test_without_a_firewall_names_are_there_all_the_same(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hosts").touch()
    words = ["--hosts", str(tmp_path / "hosts"), "--archives", str(LIB / "archives.txt")]
    assert allow.main([*words, "--into", str(tmp_path / "names.conf"), "--nft", "false"]) == 0
    assert "cannot be changed" in capfd.readouterr().err
