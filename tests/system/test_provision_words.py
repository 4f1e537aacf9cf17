"""What the command asks and refuses in words, before anything of a machine is touched: nothing is booted here."""

import os
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from tests.system.roots import ROOT

pytestmark = pytest.mark.system
DEPLOY = ROOT / ".venv-deploy" / "bin" / "python"
"""Made by the command itself, with what reaches machines."""
SITE = ROOT / "provisioning" / "site.example.toml"
REFUSED = 2
PATIENCE = 60


def deployed(code: str, environment: dict[str, str] | None = None) -> str:
    """What a line of Python prints where the command runs."""
    subprocess.run([ROOT / "provisioning" / "provision", "--help"], check=True, capture_output=True)
    known = {**(environment or os.environ), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [DEPLOY, "-P", "-c", code],
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=known,
        timeout=PATIENCE,
    ).stdout


def test_a_machine_is_asked_in_no_language() -> None:
    """A word that is read, such as the kind of a file, would be another one where people read French."""
    code = "from provisioning.operations import Said; print(Said().command({!r}))"
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


@pytest.fixture
def strict(tmp_path: Path) -> dict[str, str]:
    """Where sudo wants a password that nobody types."""
    (tmp_path / "sudo").write_text("#!/bin/sh\necho 'sudo: a password is required' >&2\nexit 1\n", encoding="utf-8")
    (tmp_path / "sudo").chmod(0o755)
    return {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}


def test_who_is_not_root_is_told_how_to_begin(strict: dict[str, str]) -> None:
    deployed("pass")
    command: list[str | Path] = ["unshare", "--user", ROOT / "provisioning" / "provision", "--site", SITE]
    done = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=strict, timeout=PATIENCE
    )
    assert done.returncode == REFUSED, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("not root, and sudo wants a password here: ")


def test_a_machine_whose_sudo_wants_a_password_is_not_waited_for(strict: dict[str, str]) -> None:
    code = """
        from provisioning.running import Machine, NotReachedError, Running
        try:
            Running(Machine("@local", sudo=True)).connect()
        except NotReachedError as error:
            print(error)
    """
    assert "its user may not sudo without a password; expected " in deployed(dedent(code), strict)
