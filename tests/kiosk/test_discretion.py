"""No word of a visitor in whatever a bug lets out: each method thrown in, all outputs of a real process read."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.discretion import WITHHELD, told
from kiosk.errors import SettingsError
from tests.house.rules import ROOT, product_files
from tests.kiosk.throwing_child import FIELDS, canary

PARTS = ("Kiosk", "BookingFlow", "EntryFlow", "SiteFlow", "CountsFlow", "StaffFlow", "Watch", "Keeping", "Errands")


@pytest.fixture(scope="module")
def thrown(tmp_path_factory: pytest.TempPathFactory) -> "subprocess.CompletedProcess[str]":
    child = Path(__file__).with_name("throwing_child.py")
    command = [sys.executable, "-X", "faulthandler", str(child), str(tmp_path_factory.mktemp("data"))]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)})


def test_a_bug_in_any_method_lets_no_word_out(thrown: "subprocess.CompletedProcess[str]") -> None:
    names = thrown.stdout.split()
    assert thrown.returncode == 1, thrown.stderr[-2000:]
    assert len(names) > 120
    assert {name.partition(".")[0] for name in names} >= set(PARTS)
    for name in names:  # three times each: main thread, another, a finalizer
        assert thrown.stderr.count(f", in {name.partition('.')[2]}\n") >= 3, name
    assert thrown.stderr.count(f"ValueError: {WITHHELD}") >= 3 * len(names)
    for field in FIELDS:
        for form in (canary(field), canary(field).upper(), canary(field).lower()):
            assert form not in thrown.stdout + thrown.stderr, field


def test_without_the_hooks_each_word_would_be_let_out(
    thrown: "subprocess.CompletedProcess[str]", capsys: pytest.CaptureFixture[str]
) -> None:
    """The child's bugs do hold what is looked for."""
    assert thrown.stderr
    error = ValueError(canary("name"))
    sys.__excepthook__(ValueError, error, None)
    assert canary("name") in capsys.readouterr().err


def test_our_own_faults_keep_their_words_and_causes_lose_theirs() -> None:
    try:
        try:
            int(canary("phone"))
        except ValueError as error:
            raise SettingsError("site.toml: idle.after: Expected `int`") from error
    except SettingsError as fault:
        text = told(fault)
    assert "SettingsError: site.toml: idle.after" in text
    assert f"ValueError: {WITHHELD}" in text
    assert canary("phone") not in text
    assert "test_discretion.py" in text


def test_all_of_a_group_is_told_and_no_ring_of_causes_is_endless() -> None:
    first, second = ValueError(canary("name")), KeyError(canary("ref"))
    first.__cause__, second.__cause__ = second, first
    text = told(ExceptionGroup(canary("code"), [first, OSError(canary("held"))]))
    assert {"ValueError", "KeyError", "OSError", "ExceptionGroup"} <= set(text.replace(":", "").split())
    assert not any(canary(field) in text for field in FIELDS)


def test_no_other_part_of_the_product_tells_of_an_exception_in_its_own_words() -> None:
    """No `log.exception`, no `exc_info`, no `traceback.print_exc` beside the one place that withholds."""
    told_by = {"exception", "print_exc", "format_exc", "format_exception"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in product_files(ROOT)
        if path.name != "discretion.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in told_by)
        or (isinstance(node, ast.keyword) and node.arg == "exc_info")
    ]
    assert found == []
