"""One sync at a time on one kiosk."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

FILE_NAME: Final = "sync.lock"


@contextmanager
def alone(data: Path) -> Iterator[bool]:
    """Whether no other sync runs on this data folder while the block does. Raises OSError.

    The lock is the kernel's: it ends with the process, however that ends. The file itself stays, empty.
    """
    descriptor = os.open(data / FILE_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
