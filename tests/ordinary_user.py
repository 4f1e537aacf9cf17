"""A person without rights on this machine: the browser never runs as root, not even when the tests do."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

_NUMBERS = count()
"""One session may need several at a time."""


@contextmanager
def ordinary_user() -> Iterator[str]:
    """Give the name of one, made for as long as it is needed; "" when we are one ourselves."""
    if os.geteuid() != 0:
        yield ""
        return
    name = f"kiosk-{os.getpid()}-{next(_NUMBERS)}"
    _as_root("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name)
    try:
        yield name
    finally:
        _as_root("userdel", name)


def _as_root(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
