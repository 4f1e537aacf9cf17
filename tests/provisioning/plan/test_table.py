"""The room for the data partition and the place it gets, on a plain file with the table of a flashed card."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from shlex import quote

import pytest

from provisioning.plan import disk

pytestmark = pytest.mark.skipif(not shutil.which("sfdisk"), reason="sfdisk is not installed")
PROBE = Path(disk.__file__).with_name("probe.sh")
MIB = 2048
"""In sectors, as all that sfdisk says."""
FIRST, BOOT, ROOT, CARD = 8 * MIB, 512 * MIB, 8192 * MIB, 15000 * MIB
"""Raspberry Pi OS leaves a gap before its first partition; the bootstrap has let the root grow."""


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = tmp_path / "card.img"
    with path.open("wb") as file:
        file.truncate(CARD * 512)
    table = f"label: dos\nstart={FIRST}, size={BOOT}, type=c\nsize={ROOT}, type=83\n"
    subprocess.run(["sfdisk", "--quiet", path], input=table, check=True, text=True)
    return path


def partitions(card: Path) -> list[tuple[int, int]]:
    """Start and size of each."""
    said = subprocess.run(["sfdisk", "--json", card], check=True, capture_output=True, text=True).stdout
    return [(one["start"], one["size"]) for one in json.loads(said)["partitiontable"]["partitions"]]


def unused_mb(card: Path, folder: Path) -> int:
    """What the probe says, to which a lookalike of lsblk names the card as the disk of the root."""
    lookalike = folder / "bin" / "lsblk"
    lookalike.parent.mkdir(exist_ok=True)
    lookalike.write_text(f"#!/bin/sh\necho {quote('..' + str(card))}\n", encoding="utf-8")
    lookalike.chmod(0o755)
    paths = {"PATH": f"{lookalike.parent}:{os.environ['PATH']}:/usr/sbin"}
    said = subprocess.run(
        ["sh", PROBE], check=False, capture_output=True, text=True, env={**os.environ, **paths}
    ).stdout
    return int(dict(line.split("=", 1) for line in said.splitlines())["unused_mb"])


def test_the_room_is_that_behind_the_root_and_the_partition_takes_it(card: Path, tmp_path: Path) -> None:
    end = FIRST + BOOT + ROOT
    before = partitions(card)
    assert unused_mb(card, tmp_path) == (CARD - end) // MIB
    subprocess.run(["sh", "-c", disk.appended(quote(str(card)))], check=True)
    assert partitions(card) == [*before, (end, CARD - end)]
    assert unused_mb(card, tmp_path) < disk.ROOM_MB
