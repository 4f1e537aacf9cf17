"""The tree keeps the rules that no tool knows, and each rule can fail."""

import subprocess
from pathlib import Path

import pytest

from tests.house.rules import (
    FILE_LINES,
    FUNCTION_LINES,
    PACKAGES,
    ROOT,
    kv_faults,
    machine_faults,
    name_faults,
    size_faults,
)


def _write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _tracked() -> list[str]:
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")[:-1]


def test_kv_files_hold_no_banned_word() -> None:
    assert kv_faults(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "    text: app.title",
        "    on_release: App.get_running_app().leave()",
        "TextInput:",
        "    on_release: self.parent.parent.leave()",
        "    width: root.parent.width",
        "#:import get_running_app kivy.app.App.get_running_app",
        "#:import journeys kiosk.journey",
    ],
)
def test_a_banned_word_in_kv_is_found(tmp_path: Path, line: str) -> None:
    _write(tmp_path, "screens/deep/bad.kv", f"<Bad>:\n{line}\n")
    assert kv_faults(tmp_path)
    assert kv_faults(tmp_path)[0].startswith("screens/deep/bad.kv:2: ")


def test_a_clean_kv_file_passes(tmp_path: Path) -> None:
    _write(tmp_path, "screens/good.kv", "<Good>:\n    text: root.title\n    width: self.parent.width\n")
    assert kv_faults(tmp_path) == []


def test_no_python_file_uses_a_banned_name() -> None:
    assert name_faults(ROOT) == []


@pytest.mark.parametrize("line", ["KioskApp.get_running_app()", "from kivy.factory import TextInput"])
def test_a_banned_name_is_found_in_any_class(tmp_path: Path, line: str) -> None:
    _write(tmp_path, "screens/bad.py", f"# get_running_app, in a comment, is no use\n{line}\n")
    assert [fault.split()[0] for fault in name_faults(tmp_path)] == ["screens/bad.py:2:"]


def test_files_and_functions_stay_small() -> None:
    assert size_faults(ROOT) == []


def test_a_long_file_and_a_long_function_are_found(tmp_path: Path) -> None:
    body = "    pass\n"
    _write(tmp_path, "kiosk/long.py", "a = 1\n" * (FILE_LINES + 1))
    _write(tmp_path, "voices/long.py", f"class A:\n  def b():\n{body * FUNCTION_LINES}")
    _write(tmp_path, "voices/short.py", "# word\n\n" * FILE_LINES + f"def b():\n{body * (FUNCTION_LINES - 1)}")
    assert [fault.split(":")[0] for fault in size_faults(tmp_path)] == ["kiosk/long.py", "voices/long.py"]


def test_nothing_names_a_path_of_one_machine() -> None:
    tracked = _tracked()
    assert {name.split("/")[0] for name in tracked} >= set(PACKAGES)
    assert machine_faults(ROOT, tracked) == []


@pytest.mark.parametrize("parts", [("/", "work/main"), ("/", "home/anne/x"), ("open('..", "/shared/content')")])
def test_a_path_of_one_machine_is_found(tmp_path: Path, parts: tuple[str, str]) -> None:
    _write(tmp_path, "a.md", f"see {''.join(parts)}\n")
    _write(tmp_path, "b.bin", f"\0{''.join(parts)}\n")
    _write(tmp_path, "c.sh", "/usr/bin/python3 /var/lib/kiosk out/tmp/x $PWD/tmp/x\n")
    assert [fault.split(":")[0] for fault in machine_faults(tmp_path, ["a.md", "b.bin", "c.sh", "gone"])] == ["a.md"]
