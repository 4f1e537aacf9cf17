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


@pytest.fixture
def _programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "programs"
    folder.mkdir()
    for name, text in (("apt-get", _APT), ("dpkg", "#!/bin/sh\n")):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.usefixtures("_programs")
def test_a_cut_after_the_archives_were_given_back_is_no_fault(tmp_path: Path) -> None:
    debian = Debian(tmp_path / "apt")
    assert debian.install(()) is None
    debian.clean()
    assert debian.install(()) is None
