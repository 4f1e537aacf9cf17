"""What the process does about its own memory, so that nothing of a visitor outlives the visit in it.

What it costs, and what else was tried, stands in docs/privacy.md.
"""

import atexit
import gc
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

OVERWRITING: Final = MappingProxyType(
    {
        # Python overwrites each block that it frees, to the last byte; the C library would leave the last eight.
        "PYTHONMALLOC": "pymalloc_debug",
        # The same for what libraries in C free, as far as the C library can.
        "GLIBC_TUNABLES": "glibc.malloc.perturb=85:glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0",
    }
)
"""The environment of a process whose freed memory is overwritten. A unit that sets it saves the second beginning."""


def overwrite_what_is_freed() -> None:
    """Begin this process anew, once, in that environment: an allocator is chosen before Python's first line.

    The process keeps its number, its files and its parent.
    """
    if all(os.environ.get(name) == value for name, value in OVERWRITING.items()):
        return
    os.environ.update(OVERWRITING)
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  # itself, word for word


class Ending:
    """How this process ends: as always, but for the interpreter's last tidying.

    There msgspec 0.22 reads what it has freed, which is a crash where freed memory is overwritten; and the kernel takes
    all memory back anyhow.
    """

    def __init__(self) -> None:
        """Make it before anything that has to be done at the end is registered: that is done first."""
        self.code = 1
        """What the process returns; without a word of it, it fell over a bug."""
        atexit.register(self._end)

    def _end(self) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(self.code)


def leave_no_core() -> None:
    """No dump of this process or of its children, whoever would take it: not of its size, and nothing in it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # a kernel without it writes no core anyhow
        Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")


def gone() -> None:
    """Free now what only holds itself: pages of the visit that is over, in whatever ring they hang. Takes some ms."""
    gc.collect()
