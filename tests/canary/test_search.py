"""The search itself: it finds what is there, in whatever form, and tells where."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.canary.search import in_bytes, in_files, in_process

if TYPE_CHECKING:
    from collections.abc import Iterator

KEEP = "import sys; kept = sys.stdin.readline().strip(); print('ready', flush=True); sys.stdin.readline()"
MISSING = b"\x01\x02nothing here\xff\xfe" * 99


@pytest.mark.parametrize("how", ["utf-8", "latin-1", "utf-16-le", "utf-16-be", "utf-32-le", "unicode_escape"])
@pytest.mark.parametrize("typed", ["Qkjé", "QKJé", "qkjé"])
def test_each_way_to_write_it_is_found(how: str, typed: str) -> None:
    (hit,) = in_bytes(MISSING + typed.encode(how) + MISSING, ["qkjé", "zwvx"], "a place")
    assert (hit.where, hit.piece) == ("a place", "qkjé")


def test_numbers_of_a_wider_array_are_found() -> None:
    raw = b"".join(ord(sign).to_bytes(8, "little") for sign in "qkjb")
    assert in_bytes(raw, ["qkjb"], "")[0].how == "spread"


def test_what_is_not_there_is_not_found() -> None:
    assert in_bytes(MISSING, ["qkjb"], "") == []


def test_files_are_read_whole_and_their_names_too(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a").write_bytes(MISSING * 99 + b"qkjb")
    (tmp_path / "zwvx").write_bytes(b"")
    found = in_files([tmp_path, tmp_path / "absent"], ["qkjb", "zwvx"])
    assert {(hit.where, hit.piece) for hit in found.hits} == {("a", "qkjb"), ("zwvx", "zwvx")}
    assert (found.files, found.file_bytes) == (2, len(MISSING) * 99 + 4)


@contextmanager
def keeping(line: str) -> "Iterator[subprocess.Popen[str]]":
    """Run a process that remembers one line."""
    child = subprocess.Popen(
        [sys.executable, "-c", KEEP], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert child.stdin
    assert child.stdout
    with child:
        child.stdin.write(line + "\n")
        child.stdin.flush()
        child.stdout.readline()
        yield child
        child.stdin.write("\n")


def test_the_memory_of_a_process_is_searched_and_it_goes_on_afterwards() -> None:
    with keeping("Qkjbgph") as child:
        found = in_process(child.pid, ["qkjb", "zwvxq"])
        assert {hit.piece for hit in found.hits} == {"qkjb"}
        assert found.memory_bytes > 1_000_000
    assert child.returncode == 0
