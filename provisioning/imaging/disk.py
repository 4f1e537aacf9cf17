"""Partitions and file systems inside a plain file: no loop device, so any container or CI machine can do it."""

import hashlib
import os
import subprocess
import uuid
from collections.abc import Mapping
from pathlib import Path

from provisioning.imaging.layout import GIB, Partition, partitions, table

_SPACE = uuid.UUID("5a0c2c1e-7a44-4c57-9f0c-0d4bb6c3a8f1")
"""Of the identifiers below: the same name, the same identifier."""


def _identifier(seed: str, label: str) -> uuid.UUID:
    return uuid.uuid5(_SPACE, f"{seed} {label}")


def _environment(epoch: int) -> Mapping[str, str]:
    # The first is what e2fsprogs before 1.47.1 knows.
    return os.environ | {"E2FSPROGS_FAKE_TIME": str(epoch), "SOURCE_DATE_EPOCH": str(epoch)}


def _run(command: list[str | Path], epoch: int, given: str | None = None) -> None:
    """Raises CalledProcessError with what the program said."""
    subprocess.run(command, check=True, capture_output=True, text=True, input=given, env=_environment(epoch))


def _ext4(image: Path, part: Partition, tree: Path, seed: str, epoch: int) -> None:
    identifier = str(_identifier(seed, part.label))
    _run(
        [
            *("mke2fs", "-q", "-F", "-t", "ext4", "-L", part.label, "-U", identifier, "-m", "1", "-d", tree),
            *("-E", f"offset={part.start},hash_seed={identifier}", image, f"{part.size // 1024}k"),
        ],
        epoch,
    )


def _fat(image: Path, part: Partition, tree: Path, seed: str, epoch: int) -> None:
    where = f"{image}@@{part.start}"
    serial = _identifier(seed, part.label).hex[:8]
    # Not by mformat, which writes labels in capitals: nobody finds them by the name given here.
    sectors, kib = str(part.start // 512), str(part.size // 1024)
    _run(["mkfs.vfat", "-F", "32", "-n", part.label, "-i", serial, "--offset", sectors, image, kib], epoch)
    _run(["mcopy", "-i", where, "-s", "-m", "-Q", *sorted(tree.iterdir()), "::"], epoch)


def write(image: Path, size: int, trees: Mapping[str, Path], seed: str, epoch: int) -> None:
    """A card of `size` GiB in `image`, with the folder of each label in its partition.

    The same folders, seed and `epoch` (seconds since 1970) give the same identifiers and times. Raises OSError and
    subprocess.CalledProcessError.
    """
    parts = partitions(size)
    with image.open("wb") as file:
        file.truncate(size * GIB)
    disk_id = hashlib.sha256(seed.encode()).hexdigest()[:8]
    _run(["sfdisk", "--quiet", "--no-reread", "--no-tell-kernel", image], epoch, table(parts, f"0x{disk_id}"))
    for part in parts:
        (_fat if part.kind == "c" else _ext4)(image, part, trees[part.label], seed, epoch)
