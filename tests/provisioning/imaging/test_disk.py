"""Partitions and file systems in a plain file, read again by other programs than those that wrote them."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from provisioning.imaging import disk
from provisioning.imaging.layout import LEAST, MIB, partitions, table

needs_tools = pytest.mark.skipif(
    not all(shutil.which(name) for name in ("mke2fs", "mkfs.vfat", "mcopy", "sfdisk", "debugfs")),
    reason="tools are not installed",
)


@pytest.mark.parametrize("size", [LEAST, 6, 29])
def test_partitions_follow_each_other_to_the_end(size: int) -> None:
    boot, root, data = partitions(size)
    assert boot.start == MIB
    assert boot.start + boot.size == root.start
    assert root.start + root.size == data.start
    assert data.start + data.size == size * 1024 * MIB
    assert root.size > 3 * 1024 * MIB


def test_an_image_that_is_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match=f"{LEAST} GiB or more"):
        partitions(LEAST - 1)


def test_the_table_says_what_a_pi_reads() -> None:
    lines = table(partitions(6), "0x0123abcd").splitlines()
    assert lines[:3] == ["label: dos", "label-id: 0x0123abcd", "unit: sectors"]
    assert lines[3].endswith("type=c, bootable")


@pytest.fixture
def trees(tmp_path: Path) -> dict[str, Path]:
    found = {}
    for label in ("bootfs", "rootfs", "kiosk-data"):
        found[label] = tmp_path / label
        (found[label] / "folder").mkdir(parents=True)
        (found[label] / "folder" / "A name that is long.txt").write_text(label)
    return found


def read(image: Path, trees: dict[str, Path]) -> dict[str, str]:
    """One file of each partition."""
    name = "/folder/A name that is long.txt"
    boot, *others = partitions(LEAST)
    said = {"bootfs": ["mtype", "-i", f"{image}@@{boot.start}", f"::{name}"]}
    for part in others:
        said[part.label] = ["debugfs", "-R", f'cat "{name}"', f"{image}?offset={part.start}"]
    assert said.keys() == trees.keys()
    return {
        label: subprocess.run(command, check=True, capture_output=True, text=True).stdout
        for label, command in said.items()
    }


@needs_tools
def test_each_folder_is_in_its_partition(tmp_path: Path, trees: dict[str, Path]) -> None:
    image = tmp_path / "kiosk.img"
    disk.write(image, LEAST, trees, "seed", 1_790_000_000)
    assert read(image, trees) == {label: label for label in trees}
    found = json.loads(subprocess.run(["sfdisk", "-J", image], check=True, capture_output=True, text=True).stdout)
    assert [part["type"] for part in found["partitiontable"]["partitions"]] == ["c", "83", "83"]
    boot = partitions(LEAST)[0]
    probe = ["blkid", "-p", "-o", "value", "-s", "LABEL", "-O", str(boot.start), str(image)]
    assert subprocess.run(probe, check=True, capture_output=True, text=True).stdout.strip() == "bootfs"
    assert image.stat().st_blocks * 512 < 400 * MIB, "it is not sparse"


@needs_tools
def test_the_same_contents_have_the_same_identifiers(tmp_path: Path, trees: dict[str, Path]) -> None:
    said = []
    for name in ("one.img", "two.img"):
        disk.write(tmp_path / name, LEAST, trees, "seed", 1_790_000_000)
        said.append(
            subprocess.run(["sfdisk", "-d", name], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
        )
        root = partitions(LEAST)[1]
        uuid = subprocess.run(
            ["debugfs", "-R", "stats -h", f"{tmp_path / name}?offset={root.start}"],
            check=True,
            capture_output=True,
            text=True,
        )
        said[-1] = said[-1].replace(name, "") + uuid.stdout
    assert said[0] == said[1]
