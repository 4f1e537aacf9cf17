"""What the command asks and refuses in words, before anything of a machine is touched: nothing is booted here."""

import os
import subprocess

import pytest

from tests.system.roots import ROOT

pytestmark = pytest.mark.system
DEPLOY = ROOT / ".venv-deploy" / "bin" / "python"
"""Made by the command itself, with what reaches machines."""


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
