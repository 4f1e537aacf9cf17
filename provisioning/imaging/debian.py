"""The root folder of an image: Debian 13, the appliance's packages, a kernel; then what `provision` makes of it."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
ARCHIVES: Final = tuple(
    f"deb http://deb.debian.org/{archive} {suite} main non-free-firmware"
    for archive, suite in (
        ("debian", "trixie"),
        ("debian", "trixie-updates"),
        ("debian-security", "trixie-security"),
    )
)
KERNEL: Final = {
    "amd64": ("linux-image-amd64",),
    # Of the second a Pi's own loader, of the third its Wi-Fi.
    "arm64": ("linux-image-arm64", "raspi-firmware", "firmware-brcm80211"),
}
LOADER: Final = "systemd-boot-efi"


def packages(arch: str, listed: Path = HERE.parent / "appliance/packages.txt") -> list[str]:
    """Those of the appliance that Debian has for sure, and those of a machine that starts by itself."""
    lines = (line.partition("#")[0].strip() for line in listed.read_text(encoding="utf-8").splitlines())
    always = [line for line in lines if line and not line.startswith("?")]
    return [*always, *KERNEL[arch], LOADER]


def make(root: Path, arch: str, epoch: int) -> None:
    """A new root folder of that machine. Raises CalledProcessError with what mmdebstrap said."""
    # /boot/firmware of a root that is not mounted: raspi-firmware insists on it.
    before = "mkdir -p $1/boot/firmware"
    _run(
        [
            *("mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", f"--architectures={arch}"),
            f"--include={','.join(packages(arch))}",
            *("--aptopt=Acquire::Retries 3", f"--essential-hook={before}", "trixie", str(root), *ARCHIVES),
        ],
        epoch,
    )


def complete(root: Path, arch: str) -> None:
    """Give a root that was made before what only a machine that starts by itself needs. Raises CalledProcessError."""
    if list((root / "boot").glob("vmlinuz-*")):
        return
    sources = root / "etc/apt/sources.list.d/image.list"
    sources.write_text("".join(f"{line}\n" for line in ARCHIVES), encoding="utf-8")
    shutil.copyfile("/etc/resolv.conf", root / "etc/resolv.conf")
    install = ("install", "-y", "--no-install-recommends", *KERNEL[arch], LOADER, "fdisk")
    for command in (("update",), install):
        _run(["chroot", str(root), "apt-get", "-q", "-o", "Dpkg::Use-Pty=0", *command], 0)
    sources.unlink()


def provision(root: Path, site: Path, wheels: Path | None, credential: Path | None, epoch: int) -> None:
    """Make it a kiosk by the same command that makes one of a Pi; its lines are shown as they come."""
    more = ["--wheels", str(wheels)] if wheels else []
    more += ["--hub-credential", str(credential)] if credential else []
    command = [str(HERE.parent / "provision"), "--site", str(site), "--root", str(root), *more]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, env=_environment(epoch))


def _run(command: list[str], epoch: int) -> None:
    subprocess.run(
        command, check=True, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=_environment(epoch)
    )


def _environment(epoch: int) -> dict[str, str]:
    # The second: no initrd before all is there that goes into it.
    return os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "INITRD": "No", "DEBIAN_FRONTEND": "noninteractive"}
