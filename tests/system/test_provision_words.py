"""What the command asks and refuses in words, before anything of a machine is touched: nothing is booted here."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.system.roots import ROOT

pytestmark = pytest.mark.system
DEPLOY = ROOT / ".venv-deploy" / "bin" / "python"
"""Made by the command itself, with what reaches machines."""
SITE = ROOT / "provisioning" / "site.example.toml"
REFUSED = 2


def deployed(code: str) -> str:
    """What a line of Python prints where the command runs."""
    subprocess.run([ROOT / "provisioning" / "provision", "--help"], check=True, capture_output=True)
    return subprocess.run([DEPLOY, "-P", "-c", code], check=True, capture_output=True, text=True, cwd=ROOT).stdout


def test_a_machine_is_asked_in_no_language() -> None:
    """A word that is read, such as the kind of a file, would be another one where people read French."""
    code = "import sys; sys.path.insert(0, '.'); from provisioning.operations import Said; print(Said().command({!r}))"
    french = {"LANG": "fr_BE.UTF-8", "LC_ALL": "fr_BE.UTF-8", "LANGUAGE": "fr"}
    asked = deployed(code.format("sh -c \"echo in '$LC_ALL'\""))
    said = subprocess.run(
        ["sh", "-c", asked], check=True, capture_output=True, text=True, env=french | {"PATH": os.environ["PATH"]}
    )
    assert said.stdout == "in C\n"


def provision(*more: str | Path) -> subprocess.CompletedProcess[str]:
    command = [ROOT / "provisioning" / "provision", "--site", SITE, *more]
    return subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def bench(folder: Path, *credentials: str) -> Path:
    """A bench of Pis that nobody reaches, "pi-0" and so on, with a file of that name for each credential."""
    rows = [
        f'[[pi]]\nhost = "127.0.0.1"\nport = 1\nname = "pi-{number}"\nhub_credential = "{name}"\n'
        for number, name in enumerate(credentials)
    ]
    for name in credentials:
        (folder / name).write_text("", encoding="utf-8")
    (folder / "bench.toml").write_text("".join(rows), encoding="utf-8")
    return folder / "bench.toml"


def test_one_credential_is_not_for_all_of_a_bench(tmp_path: Path) -> None:
    done = provision("--hosts", bench(tmp_path, "a.toml"), "--hub-credential", tmp_path / "a.toml")
    assert done.returncode == REFUSED
    (line,) = done.stderr.splitlines()
    assert line.startswith("--hub-credential: ")
    assert line.endswith('expected hub_credential = "FILE" in each [[pi]] table of bench.toml')


def test_two_of_a_bench_have_not_the_same_credential(tmp_path: Path) -> None:
    done = provision("--hosts", bench(tmp_path, "a.toml", "b.toml", "./a.toml"))
    assert done.returncode == REFUSED
    (line,) = done.stderr.splitlines()
    assert line.startswith("bench.toml: pi.hub_credential: pi-0 and pi-2 name the same file, a.toml; expected one")
