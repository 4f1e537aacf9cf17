"""Freed memory is overwritten, and no core is left: looked at from outside, in processes that were really started."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

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
