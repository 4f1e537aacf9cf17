"""Which QEMU there is: this machine's, or Debian 13's, whose touch screens came with QEMU 8.1, in a root of its own."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.system import roots

_PACKAGES = ("qemu-system-x86", "qemu-system-arm", "qemu-utils", "ovmf", "qemu-efi-aarch64")
PROGRAMS = {"amd64": "qemu-system-x86_64", "arm64": "qemu-system-aarch64"}
FIRMWARE = {
    "amd64": ("OVMF/OVMF_CODE_4M.fd", "OVMF/OVMF_VARS_4M.fd"),
    "arm64": ("AAVMF/AAVMF_CODE.fd", "AAVMF/AAVMF_VARS.fd"),
}
"""Code and variables, below /usr/share."""
MACHINES = {
    "amd64": ("-machine", "q35", "-accel", "tcg,thread=multi", "-cpu", "Nehalem"),
    "arm64": ("-machine", "virt", "-accel", "tcg,thread=multi", "-cpu", "cortex-a72"),
}


@dataclass(frozen=True)
class Emulator:
    """A QEMU that can be started: `root` is the folder it is installed in, "/" this machine's own."""

    root: Path = Path("/")

    def command(self, arch: str, arguments: list[str]) -> list[str]:
        """How it is called: one of a root of its own by that root's loader and libraries, so that it sees our files."""
        if self.root == Path("/"):
            return [PROGRAMS[arch], *arguments]
        usr = self.root / "usr"
        (libraries,) = usr.glob("lib/*-linux-gnu/qemu")
        loader = next(iter(usr.glob("lib*/ld-linux-*.so.*")))
        # It would take modules of this machine's QEMU for its own.
        ours = Path("/", libraries.relative_to(self.root))
        hide = f'[ ! -d "{ours}" ] || mount --bind "{libraries}" "{ours}"; exec "$@"'
        return [
            *("unshare", "--mount", "--propagation", "private", "sh", "-c", hide, "sh"),
            *("env", f"QEMU_MODULE_DIR={libraries}", str(loader), "--library-path", str(libraries.parent)),
            *(str(usr / "bin" / PROGRAMS[arch]), "-L", str(usr / "share/qemu"), *arguments),
        ]

    def firmware(self, arch: str) -> tuple[Path, Path]:
        """Code and variables, as files of this machine."""
        code, variables = (self.root / "usr/share" / name for name in FIRMWARE[arch])
        return code, variables

    def touches(self, arch: str) -> bool:
        """Whether it has a touch screen."""
        said = subprocess.run(
            self.command(arch, ["-device", "help"]), check=True, capture_output=True, text=True
        ).stdout
        return '"virtio-multitouch-pci"' in said

    def card(self, image: Path, card: Path, size: int, kind: str = "raw") -> None:
        """A new disk of `size` GiB whose beginning is `image`, which is never written to."""
        names = ("-b", str(image), str(card), f"{size}G")
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", kind, *names], check=True)


def own(arch: str) -> Emulator | None:
    """This machine's, where it is installed with a firmware."""
    emulator = Emulator()
    return emulator if shutil.which(PROGRAMS[arch]) and emulator.firmware(arch)[0].is_file() else None


def newest() -> Emulator:
    """Debian 13's; takes a minute when it is built."""
    key = roots._key(*roots._ARCHIVES, *_PACKAGES)
    return Emulator(roots._cached("emulator", "host", key, _build))


def _build(target: Path) -> None:
    include = f"--include={','.join(_PACKAGES)}"
    command = ["mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", include, "trixie", str(target)]
    roots._run([*command, *roots._ARCHIVES])
