"""Freed memory is overwritten, and no core is left: looked at from outside, in processes that were really started."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.forgetting import OVERWRITING
from tests.canary.search import in_process

PIECES = ("qkjb", "gphz", "wvxy")
"""What the child below makes out of its line: typed letter by letter, in several encodings, then all of it let go."""
TYPES = """
import gc, sys
out = []
def typing(line):
    for turn in range(300):
        typed, session = "", {}
        for sign in line:
            typed += sign
            session = {**session, "name": typed}
            out.append((bytes(7 * turn % 90), typed[:turn % 13], f"{typed} {turn}", typed.encode("utf-16")))
        del out[turn % 3 :: 2]
line = sys.stdin.buffer.raw.read(99).decode().strip()
typing(line)
del line
out.clear()
gc.collect()
print("gone", flush=True)
sys.stdin.buffer.raw.read(1)
"""
ENDS = """
import atexit, sys
from kiosk.forgetting import Ending
from kiosk.settings import load
ending = Ending()
atexit.register(print, "what was registered is done")
settings = load()
{last}
"""
BEGINS = """
import os, resource
from kiosk import forgetting
forgetting.overwrite_what_is_freed()
forgetting.leave_no_core()
print(os.getpid(), os.environ["PYTHONMALLOC"], resource.getrlimit(resource.RLIMIT_CORE))
print(open("/proc/self/coredump_filter").read().strip())
"""


@contextmanager
def typed_and_gone(environment: Mapping[str, str]) -> "Iterator[subprocess.Popen[bytes]]":
    plain = {name: value for name, value in os.environ.items() if name not in OVERWRITING}
    child = subprocess.Popen(
        [sys.executable, "-c", TYPES],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        env={**plain, **environment},
    )
    assert child.stdin
    assert child.stdout
    with child:
        child.stdin.write("".join(PIECES).encode())
        assert child.stdout.readline() == b"gone\n"
        yield child
        child.stdin.write(b"\n")


def test_what_was_typed_stays_in_freed_memory_and_is_overwritten_in_ours() -> None:
    with typed_and_gone({}) as child:
        assert in_process(child.pid, PIECES).hits
    with typed_and_gone(OVERWRITING) as child:
        assert in_process(child.pid, PIECES).hits == []


def test_a_process_begins_anew_once_keeps_its_number_and_leaves_no_core() -> None:
    plain = {name: value for name, value in os.environ.items() if name not in OVERWRITING}
    with subprocess.Popen([sys.executable, "-c", BEGINS], stdout=subprocess.PIPE, text=True, env=plain) as child:
        told, _ = child.communicate(timeout=60)
    assert told.split("\n")[:2] == [f"{child.pid} pymalloc_debug (0, 0)", "00000000"]


@pytest.mark.parametrize(
    ("last", "code"), [("ending.code = 0", 0), ("ending.code = 2; sys.exit(2)", 2), ("raise KeyError", 1)]
)
def test_a_process_whose_freed_memory_is_overwritten_ends_well(last: str, code: int) -> None:
    """The interpreter's last tidying would crash in a library."""
    done = subprocess.run(
        [sys.executable, "-c", ENDS.format(last=last)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **OVERWRITING},
    )
    assert (done.returncode, done.stdout) == (code, "what was registered is done\n")


@pytest.mark.parametrize(("words", "code"), [(["--help"], 0), (["--nonsense"], 2), (["--site", "absent.toml"], 1)])
def test_the_command_returns_what_it_should(words: list[str], code: int, tmp_path: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "SDL_VIDEODRIVER"}}
    command = [sys.executable, "-m", "kiosk", "run", "--data", str(tmp_path), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=plain)
    assert done.returncode == code, done.stderr
