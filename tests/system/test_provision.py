"""The real command on real roots: a second time nothing changes, what was cut is finished, faults touch nothing."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.system.overlays import overlay
from tests.system.roots import ROOT, base_root, packages_root, provisioned_root

pytestmark = pytest.mark.system
SITE = ROOT / "provisioning" / "site.example.toml"
WELL, FAILED, REFUSED = 0, 1, 2
PATIENCE = 600
Done = subprocess.CompletedProcess[str]


def command(root: Path, *more: str | Path, site: Path = SITE) -> list[str]:
    return [str(ROOT / "provisioning" / "provision"), "--site", str(site), "--root", str(root), *map(str, more)]


def run(words: list[str]) -> Done:
    return subprocess.run(
        words, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE
    )


def changed(done: Done) -> list[str]:
    """The tasks that changed something, of a run that ended well."""
    assert done.returncode == WELL, f"{done.stdout}\n{done.stderr}"
    return [line for line in done.stdout.splitlines() if "  changed  " in line or "  would change  " in line]


@pytest.mark.timeout(PATIENCE)
def test_a_second_time_nothing_is_changed_and_another_site_only_what_is_its_own(tmp_path: Path) -> None:
    with overlay(provisioned_root()) as root:
        assert changed(run(command(root))) == []
        site = tmp_path / "site.toml"
        site.write_text(
            SITE.read_text(encoding="utf-8").replace('hostname = ""', 'hostname = "borne-2"'), encoding="utf-8"
        )
        named = [line.split("  ")[-1] for line in changed(run(command(root, "--dry-run", site=site)))]
        assert [name.partition(" (")[0] for name in named] == [
            "name of the machine",
            "settings of the site",
            "still pictures",
        ]
        assert not (root / "etc/hostname").read_text(encoding="utf-8").startswith("borne-2"), "it only looked"


@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize("at", ["release"])
def test_a_run_that_was_killed_is_finished_by_the_next_one(at: str) -> None:
    """Killed as a whole while the task after the line that is waited for is at work."""
    with overlay(packages_root()) as root:
        with subprocess.Popen(command(root), stdout=subprocess.PIPE, text=True, start_new_session=True) as first:
            lines = first.stdout or ()
            before = {"release": "the earliest possible time"}[at]
            assert any(before in line for line in lines), "it came so far"
            os.killpg(first.pid, signal.SIGKILL)
        assert not (root / "data/releases/current").exists()
        assert changed(run(command(root)))
        assert changed(run(command(root))) == []
        assert (root / "data/releases/current/venv/bin/kiosk").exists()


@pytest.mark.timeout(PATIENCE)
def test_without_a_network_it_says_what_is_missing() -> None:
    with overlay(base_root()) as root:
        (wheels,) = (provisioned_root() / "data/releases").glob("[0-9]*/wheels")
        done = run(["unshare", "--net", "--", *command(root, "--wheels", wheels)])
        assert done.returncode == FAILED
        assert "is there a network?" in done.stderr
        assert "run the same command again" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[site", "is not valid TOML"),
        ('[network]\nwifi = "x"\npassword_file = "none.txt"\n', "network.password_file: 'none.txt' cannot be read"),
        ('[network]\nwifi = "x"\npassword_file = "short.txt"\n', "8 to 63"),
        ('[appliance]\nhostname = "Pas Bon"\n', "appliance.hostname"),
        ("[nothing]\nkey = 1\n", "nothing"),
    ],
)
def test_a_site_with_a_fault_touches_nothing(tmp_path: Path, text: str, said: str) -> None:
    site = tmp_path / "site.toml"
    site.write_text('[site]\nname = "A"\ncommune = "la_louviere"\n[office]\nname = "B"\n' + text, encoding="utf-8")
    (tmp_path / "short.txt").write_text("abc\n", encoding="utf-8")
    root = tmp_path / "root"
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/dpkg").touch()
    done = run(command(root, site=site))
    assert done.returncode == REFUSED
    assert said in done.stderr
    assert sorted(path.name for path in root.rglob("*")) == ["bin", "dpkg", "usr"]


def test_one_that_is_not_reached_stops_no_other(tmp_path: Path) -> None:
    """Two that are not: each has its line, and the summary counts them."""
    bench = tmp_path / "bench.toml"
    bench.write_text(
        '[[pi]]\nhost = "127.0.0.1"\nport = 1\nname = "a"\n[[pi]]\nhost = "127.0.0.1"\nport = 2\nname = "b"\n'
    )
    words = [str(ROOT / "provisioning" / "provision"), "--site", str(SITE), "--hosts", str(bench)]
    done = run(words)
    assert done.returncode == FAILED
    assert "a: not reached: " in done.stdout
    assert "b: not reached: " in done.stdout
    assert "0 done, 0 failed, 0 refused, 2 not reached" in done.stdout
