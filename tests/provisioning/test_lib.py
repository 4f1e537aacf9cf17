"""What `provisioning/try` and `test` share, in a real bash, with Debian's tools played by small scripts."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.rules import ROOT

_INSTALLED = "echo libgl1 installed; echo libmtdev1t64 installed; echo espeak-ng config-files"
_CANDIDATES = 'case $2 in libmtdev1) echo "Candidate: (none)" ;; *) echo "  Candidate: 1.0" ;; esac'


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """A folder at the head of the PATH, with a Debian on which three packages are known."""
    folder = tmp_path / "bin"
    folder.mkdir()
    _script(folder / "dpkg-query", _INSTALLED)
    _script(folder / "apt-cache", _CANDIDATES)
    _script(folder / "apt-get", 'echo "apt-get $1 ${*: -2}"')
    _script(folder / "sudo", '[[ $1 == -- ]] && shift; "$@"')
    return folder


def _script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def _bash(bin_folder: Path, text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    script = f"set -euo pipefail; source provisioning/lib.sh; {text}"
    env = {"PATH": f"{bin_folder}:{os.environ['PATH']}", **environment}
    return subprocess.run(["bash", "-c", script], cwd=ROOT, env=env, check=False, capture_output=True, text=True)


def test_a_package_under_either_name_is_there(bin_folder: Path) -> None:
    result = _bash(bin_folder, "need_packages libgl1 'libmtdev1|libmtdev1t64'")
    assert (result.returncode, result.stdout) == (0, "")


def test_missing_packages_are_named_and_installed(bin_folder: Path) -> None:
    _script(bin_folder / "dpkg-query", "echo libgl1 installed; echo espeak-ng config-files")
    result = _bash(bin_folder, "need_packages libgl1 'libmtdev1|libmtdev1t64' espeak-ng")
    first, update, install = result.stdout.splitlines()
    assert first == "Missing Debian packages: libmtdev1|libmtdev1t64 espeak-ng"
    assert update.startswith("apt-get update")
    assert install == "apt-get install libmtdev1t64 espeak-ng"


def test_a_package_that_this_debian_lacks_ends_it(bin_folder: Path) -> None:
    _script(bin_folder / "apt-cache", "echo 'Candidate: (none)'")
    result = _bash(bin_folder, "need_packages sox; echo went on")
    assert result.returncode == 1
    assert result.stderr == "This Debian has no package sox.\n"
    assert "went on" not in result.stdout


def test_debian_is_read_the_same_for_a_person_who_reads_french(bin_folder: Path) -> None:
    """`LANGUAGE` counts in each language but the one without words, so it must be gone."""
    french = '[[ $LC_ALL == C* && -z ${LANGUAGE:-} ]] && said=Candidate: || said="Candidat :"'
    _script(bin_folder / "apt-cache", f'{french}; echo "  $said 1.0"')
    result = _bash(bin_folder, "name_here sox", LANG="fr_BE.UTF-8", LC_ALL="fr_BE.UTF-8", LANGUAGE="fr_BE:fr")
    assert (result.returncode, result.stdout) == (0, "sox\n"), result.stderr


def test_the_environment_is_installed_once_for_each_state(bin_folder: Path, tmp_path: Path) -> None:
    python = bin_folder / "python"
    _script(python, f'[[ $1 == -m ]] && exec mkdir -p "${{*: -1}}"; exec "{sys.executable}" "$@"')
    install = 'install_project() { echo "pip $1"; mkdir -p "$VENV/bin"; cp /bin/true "$VENV/bin/kiosk"; }'
    twice = f"VENV={tmp_path}/venv; {install}; need_venv test; need_venv test; need_venv run"
    first = _bash(bin_folder, twice, KIOSK_PYTHON=str(python))
    assert first.stdout.splitlines() == ["Installing the project into .venv", "pip test"], first.stderr
    changed = _bash(
        bin_folder, f"{twice}; sha256sum() {{ cat >/dev/null; echo other; }}; need_venv run", KIOSK_PYTHON=str(python)
    )
    assert changed.stdout.splitlines() == ["Installing the project into .venv", "pip run"]


def test_a_python_too_old_or_missing_is_named(bin_folder: Path) -> None:
    _script(bin_folder / "python", "exit 1")
    old = _bash(bin_folder, "need_venv run", KIOSK_PYTHON=str(bin_folder / "python"))
    assert "Python 3.11 or later is needed" in old.stderr
    missing = _bash(bin_folder, "need_venv run", KIOSK_PYTHON=str(bin_folder / "none"))
    assert missing.stderr.startswith("There is no ")


@pytest.mark.parametrize(
    ("display", "answers", "expected"),
    [
        ({}, 0, "no"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, 0, "no"),
        ({"DISPLAY": ":9"}, 0, "yes"),
        ({"DISPLAY": ":9"}, 1, "no"),
    ],
)
def test_a_display_is_one_that_answers(bin_folder: Path, display: dict[str, str], answers: int, expected: str) -> None:
    _script(bin_folder / "xset", f"exit {answers}")
    assert _bash(bin_folder, "have_display && echo yes || echo no", **display).stdout.strip() == expected


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [(["--size", "80"], "--size needs"), (["--site"], "--site needs"), (["--speed"], "provisioning/try [--site FILE]")],
)
def test_try_refuses_what_it_does_not_know_before_it_installs(
    bin_folder: Path, arguments: list[str], answer: str
) -> None:
    _script(bin_folder / "dpkg-query", "")
    result = _bash(bin_folder, f"provisioning/try {' '.join(arguments)}")
    assert result.returncode != 0
    assert answer in result.stderr
    assert result.stdout == ""


def test_hub_and_kiosk_are_pinned_to_the_same_libraries() -> None:
    """The hub reads what kiosks write: with the library that wrote it."""
    pins = set(re.findall(r'"([\w-]+==[\w.]+)"', (ROOT / "setup.py").read_text(encoding="utf-8")))
    lock = (ROOT / "provisioning" / "hub" / "requirements-ingest.txt").read_text(encoding="utf-8")
    locked = {line.removesuffix(" \\") for line in lock.splitlines()}
    names = {"msgspec", "sqlite-utils"}
    assert {pin for pin in pins if pin.split("==")[0] in names} == {
        pin for pin in locked if pin.split("==")[0] in names
    }


@pytest.mark.parametrize("name", ["ingest", "public"])
def test_each_file_that_a_hub_installs_is_known_by_its_hash(name: str) -> None:
    lock = (ROOT / "provisioning" / "hub" / f"requirements-{name}.txt").read_text(encoding="utf-8")
    pins = re.split(r"^(?=[^\s#])", lock, flags=re.MULTILINE)[1:]
    assert len(pins) > 20
    for pin in pins:
        assert re.match(r"[\w-]+==[\w.]+( \\\n    --hash=sha256:[0-9a-f]{64})+\n", pin), pin


def test_pip_is_told_to_install_no_file_of_another_hash(bin_folder: Path, tmp_path: Path) -> None:
    _script(
        bin_folder / "python-of-the-test", f'mkdir -p "$4/bin"; ln -sf {bin_folder}/pip-of-the-test "$4/bin/python"'
    )
    _script(bin_folder / "pip-of-the-test", 'echo "$*" >&2')
    text = f"""
        source provisioning/hub/lib.sh
        PYTHON={bin_folder}/python-of-the-test HUB_VENV={tmp_path}/one HUB_PUBLIC_VENV={tmp_path}/two
        environment_base() {{ echo any; }}
        need_hub_venvs
    """
    said = _bash(bin_folder, text)
    assert said.returncode == 0, said.stderr
    told = [line for line in said.stderr.splitlines() if "--requirement" in line]
    assert len(told) == 2
    assert all("--no-deps" in line and line.endswith("--require-hashes") for line in told)
