"""A card as the Imager leaves it: Debian 13 in the place of Raspberry Pi OS, with its cloud-init, in one plain file."""

import shutil
import subprocess
from pathlib import Path

from tests.system import roots
from tests.system.overlays import overlay

MIB = 1 << 20
BOOT, ROOT = 512 * MIB, 4096 * MIB
"""As on Raspberry Pi OS: the root is hardly larger than what is in it."""
CARD = 16 << 30
START = 8 * MIB
LINE = "console=serial0,115200 console=tty1 root=LABEL=rootfs rootfstype=ext4 fsck.repair=yes rootwait resize\n"
NEEDED = ("cloud-init", "cloud-guest-utils", "netplan.io", "python3-netplan", "fdisk", "parted", "openssh-client")
"""What Raspberry Pi OS Lite has beside the base; cloud-guest-utils is what would grow the root."""
_FILES = {
    "etc/cloud/cloud.cfg.d/99_raspberry-pi.cfg": (
        "datasource_list: [ NoCloud, None ]\n"
        "datasource:\n  NoCloud:\n    seedfrom: file:///boot/firmware\n"
        "ssh_deletekeys: false\nssh_genkeytypes: []\n"
    ),
    "etc/systemd/system/cloud-init-main.service.d/seed.conf": "[Unit]\nRequiresMountsFor=/boot/firmware\n",
    "etc/netplan/00-network-manager-all.yaml": "network:\n  version: 2\n  renderer: NetworkManager\n",
    "etc/fstab": ("LABEL=bootfs /boot/firmware vfat defaults 0 2\nLABEL=rootfs / ext4 defaults,noatime 0 1\n"),
    "etc/machine-id": "uninitialized\n",
    "etc/hostname": "raspberrypi\n",
}
_NOT_THERE = ("systemd-networkd.service", "systemd-networkd.socket", "systemd-networkd-wait-online.service")
"""Debian's first boot would begin them beside NetworkManager, and wait for them."""


def layer(packed: Path) -> Path:
    """What an Imager's root has over `packed`, that of the packages; never to be changed."""
    return _layer("flashed", packed, NEEDED)


def kernel_layer(packed: Path) -> Path:
    """The same with Debian's kernel, where the machine is a virtual one."""
    return _layer("flashed-kernel", packed, (*NEEDED, "linux-image-amd64"))


def _layer(kind: str, packed: Path, names: tuple[str, ...]) -> Path:
    key = roots._key(packed.name, *names, *_FILES.values(), *_NOT_THERE)
    return roots._cached(kind, "amd64", key, lambda folder: _install(packed, folder, names))


def _install(packed: Path, target: Path, names: tuple[str, ...]) -> None:
    with overlay(packed) as merged:
        shutil.copy("/etc/resolv.conf", merged / "etc" / "resolv.conf")
        for command in (["update"], ["install", "-y", "--no-install-recommends", *names]):
            run("chroot", str(merged), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *command)
        as_flashed(merged)
        run("cp", "-a", str(merged.parent / "upper"), str(target))


def as_flashed(root: Path) -> None:
    """Make a root with NEEDED in it what the Imager writes: it looks for its first boot on the boot partition."""
    for name, text in _FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "etc/netplan/00-network-manager-all.yaml").chmod(0o600)
    for unit in _NOT_THERE:
        (root / "etc/systemd/system" / unit).unlink(missing_ok=True)
        (root / "etc/systemd/system" / unit).symlink_to("/dev/null")
    (root / "boot/firmware").mkdir(exist_ok=True)


def boot_folder(folder: Path) -> Path:
    """What lies on its boot partition, as far as it matters here."""
    folder.mkdir()
    (folder / "cmdline.txt").write_text(LINE, encoding="utf-8")
    (folder / "config.txt").write_text("arm_64bit=1\n", encoding="utf-8")
    return folder


def write(card: Path, root: Path, boot: Path) -> None:
    """Both partitions and the room behind them, in one file that takes as much disk as is in it."""
    with card.open("wb") as file:
        file.truncate(CARD)
    table = f"label: dos\nstart={START // 512}, size={BOOT // 512}, type=c\nsize={ROOT // 512}, type=83\n"
    run("sfdisk", "--quiet", str(card), said=table)
    _fat(card, boot)
    options = ("-q", "-F", "-t", "ext4", "-L", "rootfs", "-d", str(root), "-E", f"offset={START + BOOT}")
    run("mke2fs", *options, str(card), f"{ROOT // 1024}k")


def _fat(card: Path, boot: Path) -> None:
    """By mkfs.vfat, on a file of its own: mformat writes the label in capitals."""
    part = card.with_suffix(".fat")
    with part.open("wb") as file:
        file.truncate(BOOT)
    run("mkfs.vfat", "-F", "32", "-n", "bootfs", str(part))
    run("mcopy", "-i", str(part), "-s", *(str(path) for path in sorted(boot.iterdir())), "::")
    run("dd", f"if={part}", f"of={card}", "bs=1M", f"seek={START // MIB}", "conv=notrunc,sparse", "status=none")
    part.unlink()


def line(card: Path) -> str:
    """The kernel's line as it is on the card now: what the firmware of a Pi would pass on."""
    return run("mtype", "-i", f"{card}@@{START}", "::cmdline.txt").strip()


def kernel(card: Path, into: Path) -> list[Path]:
    """The newest kernel and initrd on the card, read where what a cut left in its root's journal is in place."""
    root = str(into / "root.img")
    run("cp", "--sparse=always", str(card), root)
    run("fallocate", "--collapse-range", "--length", str(START + BOOT), root)
    run("e2fsck", "-p", "-E", "journal_only", root)
    listed = run("debugfs", "-R", "ls -p /boot", root).split("/")
    taken = []
    for name in ("vmlinuz", "initrd.img"):
        newest = max(word for word in listed if word.startswith(f"{name}-") and not word.endswith(".new"))
        run("debugfs", "-R", f"dump /boot/{newest} {into / name}", root)
        assert (into / name).stat().st_size > MIB
        taken.append(into / name)
    Path(root).unlink()
    return taken


def run(*words: str, said: str = "") -> str:
    """Run a tool; gives what it said."""
    done = subprocess.run(words, check=False, input=said, capture_output=True, text=True)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout
