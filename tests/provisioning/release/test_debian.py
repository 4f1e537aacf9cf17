"""Installing what the night fetched, by programs that only look where apt would look."""

from pathlib import Path

import pytest

from provisioning.appliance.root.usr.local.lib.kiosk.releases.debian import Debian

_APT = """\
#!/bin/sh
for word in "$@"; do
    case $word in
        Dir::Cache::Archives=*) [ -d "${word#*=}partial" ] || exit 100 ;;
    esac
done
"""
_QUERY = """\
#!/bin/sh
printf 'installed nftables\\nconfig-files dnsmasq-base\\nnot-installed cage\\n'
"""
_CACHE = """\
#!/bin/sh
case "$*" in *raspi-firmware*) echo 'Package: raspi-firmware' ;; esac
"""
_PROGRAMS = {"apt-get": _APT, "dpkg": "#!/bin/sh\n", "dpkg-query": _QUERY, "apt-cache": _CACHE}


@pytest.fixture
def _programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "programs"
    folder.mkdir()
    for name, text in _PROGRAMS.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.usefixtures("_programs")
def test_a_cut_after_the_archives_were_given_back_is_no_fault(tmp_path: Path) -> None:
    debian = Debian(tmp_path / "apt")
    assert debian.install(()) is None
    debian.clean()
    assert debian.install(()) is None


@pytest.mark.usefixtures("_programs")
def test_what_is_lacking_is_not_installed_and_can_be_had(tmp_path: Path) -> None:
    wanted = ("nftables", "dnsmasq-base", "cage", "?raspi-firmware", "?firmware-brcm80211")
    assert Debian(tmp_path / "apt").lacks(wanted) == ("dnsmasq-base", "cage", "raspi-firmware")
