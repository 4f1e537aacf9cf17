"""A container's own network, seen from the tests: servers that they start there are on its 127.0.0.1."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.system.container import Container

_NEW_NETWORK = 0x40000000
"""CLONE_NEWNET."""


@contextmanager
def inside(one: Container) -> Iterator[None]:
    """This thread, and what it starts meanwhile, speaks from within the container; its files stay the host's."""
    with Path("/proc/thread-self/ns/net").open("rb") as ours, Path(f"/proc/{one.pid}/ns/net").open("rb") as theirs:
        _enter(theirs.fileno())
        try:
            yield
        finally:
            _enter(ours.fileno())


def _enter(descriptor: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(descriptor, _NEW_NETWORK):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
