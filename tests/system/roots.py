"""Root folders to boot from: fresh Debian 13, with the appliance's packages, and provisioned.

Built once, and never changed. They lie in the user's cache, each under a key of what it is made of, and are read by way
of overlays. A root stays as long as some process uses it; when another key is built, what nobody uses any more goes.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.system.overlays import cache, overlay

ROOT = Path(__file__).parents[2]
PACKAGES = ROOT / "provisioning" / "appliance" / "packages.txt"
PROGRAMS = ("mmdebstrap", "systemd-nspawn", "nsenter", "setpriv", "cp")
GIVEN = "KIOSK_SYSTEM_ROOT"
"""Environment: a provisioned root made elsewhere, such as that of an image, to be looked at by the same tests."""
_ARCHIVES = tuple(
    f"deb http://deb.debian.org/{archive} {suite} main"
    for archive, suite in (
        ("debian", "trixie"),
        ("debian", "trixie-updates"),
        ("debian-security", "trixie-security"),
    )
)
_BASE = ("systemd", "systemd-sysv", "dbus", "udev", "iproute2", "python3", "ca-certificates", "openssh-server", "sudo")
"""What a Pi's own first image has as well."""
_TOOLS = ("grim",)
"""What tests alone need in a booted kiosk: pictures of its screen."""
_MADE_OF = ("kiosk", "screens", "voices", "provisioning", "systemd", "setup.py", "pyproject.toml")
"""Folders and files of ours that are in a provisioned root."""
_SHARED: dict[Path, int] = {}
"""Files whose locks this process holds until it ends, so that nobody takes a root away under it."""


def base_root(arch: str = "amd64") -> Path:
    """Debian 13 as small as it boots and is reached by ssh. Takes a minute when it is built."""
    return _cached("base", arch, _key(arch, *_ARCHIVES, *_BASE), lambda folder: _debian(folder, arch, ()))


def packages_root(arch: str = "amd64") -> Path:
    """The same with all packages of the appliance, nothing of ours in it."""
    key = _key(arch, *_ARCHIVES, *_BASE, *packages())
    return _cached("packages", arch, key, lambda folder: _debian(folder, arch, packages()))


def provisioned_root(arch: str = "amd64") -> Path:
    """A kiosk: what `provisioning/provision` makes of it."""
    if given := os.environ.get(GIVEN):
        return Path(given)
    packed = packages_root(arch)
    return _cached("provisioned", arch, _key(packed.name, _sources()), lambda folder: _provision(packed, folder))


def tools_layer(arch: str = "amd64") -> Path:
    """Only what tests need in a booted kiosk: a layer to lay over a root, not a root."""
    packed = packages_root(arch)
    return _cached("tools", arch, _key(packed.name, *_TOOLS), lambda folder: _tools(packed, folder))


def packages() -> tuple[str, ...]:
    """The appliance's Debian packages; "?" stands before those that not each archive has."""
    lines = PACKAGES.read_text(encoding="utf-8").splitlines()
    return tuple(name for line in lines if (name := line.partition("#")[0].strip()))


def _cached(kind: str, arch: str, key: str, build: Callable[[Path], None]) -> Path:
    """Give the root of this key; where it is missing, one process builds it and others wait."""
    made = cache() / f"{kind}-{arch}-{key}"
    if made in _SHARED:
        return made
    made.parent.mkdir(parents=True, exist_ok=True)
    with _exclusive(made.with_name(f"{kind}-{arch}.lock")):
        if not made.exists():
            _forget_unused(made.parent, f"{kind}-{arch}-")
            part = made.with_name(f"{made.name}.part")
            build(part)
            part.rename(made)
        _SHARED[made] = os.open(_lock_of(made), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
        fcntl.flock(_SHARED[made], fcntl.LOCK_SH)
    return made


@contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    with path.open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _lock_of(made: Path) -> Path:
    return made.with_name(f"{made.name}.used")


def _forget_unused(folder: Path, prefix: str) -> None:
    """Take away other keys' roots of this kind that no process holds, and what an interrupted build left."""
    for old in [path for path in folder.iterdir() if path.is_dir() and path.name.startswith(prefix)]:
        with _lock_of(old).open("w", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(old)
            _lock_of(old).unlink()


def _debian(target: Path, arch: str, names: tuple[str, ...]) -> None:
    always = [name for name in names if not name.startswith("?")]
    try_out = "apt-get install -y -q --no-install-recommends {0} || echo 'not in this archive: {0}'"
    hooks = [f'chroot "$1" sh -c "{try_out.format(name[1:])}"' for name in names if name.startswith("?")]
    hooks.append(': > "$1/etc/machine-id"')
    _run(
        [
            *("mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", f"--architectures={arch}"),
            f"--include={','.join([*_BASE, *always])}",
            *(f"--customize-hook={hook}" for hook in hooks),
            *("trixie", str(target), *_ARCHIVES),
        ]
    )


def _provision(packed: Path, target: Path) -> None:
    _run(["cp", "-a", "--reflink=auto", str(packed), str(target)])
    site = ROOT / "provisioning" / "site.example.toml"
    _run([str(ROOT / "provisioning" / "provision"), "--site", str(site), "--root", str(target)])


def _tools(packed: Path, target: Path) -> None:
    """Install them over a root, and keep what came."""
    with overlay(packed) as merged:
        shutil.copy("/etc/resolv.conf", merged / "etc" / "resolv.conf")
        for command in (["update"], ["install", "-y", "--no-install-recommends", *_TOOLS]):
            _run(["chroot", str(merged), "apt-get", "-q", *command])
        shutil.copytree(merged.parent / "upper" / "usr", target / "usr", symlinks=True)


def _run(command: list[str]) -> str:
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 0, f"{command[0]}: {done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def _key(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def _sources() -> str:
    """Everything of ours that comes into a provisioned root, as one word."""
    listed = _run(["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard", *_MADE_OF])
    digest = hashlib.sha256()
    for name in sorted(set(listed.split("\0"))):
        path = ROOT / name
        if name and path.is_file():
            digest.update(f"{name} {path.stat().st_mode:o}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
