"""A stick in a booted kiosk: opened by a wish, mounted for the kiosk's user alone, closed again.

The stick is a file on a loop device, and the kernel's and udev's telling of it are folders made here: a container has
no USB of its own.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.container import Container, container
from tests.system.kiosks import KIOSK, SCREEN, drop_in

pytestmark = pytest.mark.system
ASK = "/run/kiosk/ask"
PROGRAM = "/usr/bin/python3 -I /usr/local/lib/kiosk/storage.py --sys /stick/sys --udev /stick/udev"
DROP_IN = """[Service]
ReadWritePaths=/stick
ExecStart=
ExecStart={program} hold {write}--ask {ask}
ExecStopPost=
ExecStopPost={program} close
"""
KIND = "vfat" if "vfat" in Path("/proc/filesystems").read_text(encoding="ascii") else "ext4"
"""Of the stick; the kernel under the tests may know no FAT."""
WAY = "devices/usb1/1-1/1-1:1.0"
BLOCK = "host0/target0:0:0/0:0:0:0/block"


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty stick of 8 MB, by the name of its device."""
    image = tmp_path_factory.mktemp("stick") / "image"
    with image.open("wb") as file:
        file.truncate(8 << 20)
    subprocess.run([f"mkfs.{KIND}", image], check=True, capture_output=True)
    made = subprocess.run(["losetup", "--find", "--show", image], check=True, capture_output=True, text=True)
    device = made.stdout.strip()
    yield Path(device).name
    subprocess.run(["losetup", "--detach", device], check=True)


def plug(root: Path, loop: str) -> None:
    """Tell of it as the kernel and udev do, closed."""
    sys, number = root / "stick" / "sys", f"7:{loop.removeprefix('loop')}"
    block = sys / WAY / BLOCK / loop
    block.mkdir(parents=True)
    (block / "dev").write_text(f"{number}\n", encoding="ascii")
    (sys / WAY / "bInterfaceClass").write_text("08\n", encoding="ascii")
    (sys / WAY / "authorized").write_text("0\n", encoding="ascii")
    for folder, name, target in (("bus/usb/devices", "1-1:1.0", WAY), ("class/block", loop, f"{WAY}/{BLOCK}/{loop}")):
        (sys / folder).mkdir(parents=True)
        (sys / folder / name).symlink_to("../" * len(Path(folder).parts) + target)
    (sys / "bus" / "usb" / "drivers_probe").touch()
    (root / "stick" / "udev").mkdir()
    (root / "stick" / "udev" / f"b{number}").write_text(f"S:x\nE:ID_FS_TYPE={KIND}\n", encoding="ascii")


@pytest.fixture(scope="module")
def kiosk(provisioned_root: Path, loop: str) -> Iterator[Container]:
    """A kiosk with a closed stick."""
    with container(provisioned_root) as one:
        drop_in(one, KIOSK, SCREEN)
        plug(one.root, loop)
        for wish, write in (("export", "--write "), ("import", "")):
            folder = one.root / "etc" / "systemd" / "system" / f"kiosk-{wish}.service.d"
            folder.mkdir()
            text = DROP_IN.format(program=PROGRAM, write=write, ask=ASK)
            (folder / "test.conf").write_text(text, encoding="ascii")
        # The sentences are no part of this, and take a minute.
        (one.root / "etc" / "systemd" / "system" / "kiosk-voices.service").unlink(missing_ok=True)
        one.boot()
        one.until(lambda: one.property("kiosk.service", "ActiveState") == "active")
        node = f"/dev/{loop}"
        one.ok("sh", "-c", f"test -e {node} || mknod {node} b 7 {loop.removeprefix('loop')}")
        one.ok("sh", "-c", f"mkdir -p {ASK}", user="kiosk")
        yield one


def wish(one: Container, name: str) -> None:
    """As the panel does it."""
    one.ok("touch", f"{ASK}/{name}", user="kiosk")


def mounted(one: Container) -> str:
    """How the stick is mounted; empty: it is not."""
    return one.run("findmnt", "--noheadings", "--output=OPTIONS", "/media/borne").stdout.strip()


def gone(one: Container, unit: str) -> bool:
    """Whether nothing is mounted or open any more."""
    shut = one.file(f"/stick/sys/{WAY}/authorized").read_text(encoding="ascii").strip() == "0"
    open_ = one.file("/run/kiosk-stick/open").exists()
    return shut and not open_ and not mounted(one) and one.property(unit, "ActiveState") == "inactive"


def test_a_stick_is_open_while_somebody_exports(kiosk: Container) -> None:
    assert gone(kiosk, "kiosk-export.service"), "closed at first"
    wish(kiosk, "export")
    kiosk.until(lambda: mounted(kiosk))
    options = set(mounted(kiosk).split(","))
    assert {"rw", "noexec", "nosuid", "nodev", "sync"} <= options
    assert not kiosk.file(f"{ASK}/export").exists()
    kernel = kiosk.file("/stick/sys")
    assert (kernel / WAY / "authorized").read_text(encoding="ascii") == "1"
    assert (kernel / "bus" / "usb" / "drivers_probe").read_text(encoding="ascii") == "1-1:1.0"
    kiosk.ok("sh", "-c", "mkdir -p /media/borne/borne && echo kept > /media/borne/borne/file", user="kiosk")
    inside = ["nsenter", f"--target={_main(kiosk)}", "--mount", "cat", "/media/borne/borne/file"]
    assert kiosk.ok(*inside) == "kept\n", "the kiosk's own sandbox sees it"
    wish(kiosk, "stick-done")
    kiosk.until(lambda: gone(kiosk, "kiosk-export.service"))
    assert not kiosk.file(f"{ASK}/stick-done").exists()


def _main(one: Container) -> str:
    return one.property("kiosk.service", "MainPID")


def test_an_import_reads_and_a_later_wish_wins(kiosk: Container) -> None:
    wish(kiosk, "export")
    kiosk.until(lambda: "rw" in mounted(kiosk).split(","))
    kiosk.ok("sh", "-c", "echo new > /media/borne/new", user="kiosk")
    wish(kiosk, "import")
    kiosk.until(lambda: "ro" in mounted(kiosk).split(","))
    assert kiosk.ok("cat", "/media/borne/new", user="kiosk") == "new\n"
    assert kiosk.run("touch", "/media/borne/other", user="kiosk").returncode != 0
    wish(kiosk, "stick-done")
    kiosk.until(lambda: gone(kiosk, "kiosk-import.service"))


def test_one_that_is_pulled_out_or_was_killed_leaves_nothing_open(kiosk: Container, loop: str) -> None:
    wish(kiosk, "export")
    kiosk.until(lambda: mounted(kiosk))
    kiosk.ok("mv", f"/dev/{loop}", "/dev/pulled")
    kiosk.until(lambda: gone(kiosk, "kiosk-export.service"))
    kiosk.ok("mv", "/dev/pulled", f"/dev/{loop}")
    wish(kiosk, "export")
    kiosk.until(lambda: mounted(kiosk))
    kiosk.ok("systemctl", "kill", "--kill-whom=main", "--signal=KILL", "kiosk-export.service")
    shut = kiosk.file(f"/stick/sys/{WAY}/authorized")
    kiosk.until(lambda: not mounted(kiosk) and shut.read_text(encoding="ascii") == "0")
    assert not kiosk.file("/run/kiosk-stick/open").exists()
    kiosk.ok("systemctl", "reset-failed")
