"""Releases for tests: small, signed by a key of their own, with a wheel that nobody installs."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from provisioning import packing
from provisioning.appliance.root.usr.local.lib.kiosk.releases.manifest import Fault
from provisioning.appliance.root.usr.local.lib.kiosk.releases.store import Store

FILES = {
    "wheels/other-1-py3-none-any.whl": b"other",
    "wheels/quick-1-cp313-manylinux_2_28_x86_64.whl": b"x86",
    "wheels/quick-1-cp313-manylinux_2_28_aarch64.whl": b"arm",
    "provisioning/provision": b"#!/bin/sh\n",
    "systemd/kiosk.service": b"[Unit]\n",
    "clips/fr/hello.wav": b"RIFF",
}


@dataclass(frozen=True, slots=True)
class Signer:
    """A key: the file of its private half, and the line of its public half."""

    private: Path
    public: str


def signer(folder: Path, name: str = "key") -> Signer:
    """A new one."""
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
    return Signer(path, path.with_suffix(".pub").read_text(encoding="ascii").strip())


def lay_out(folder: Path, version: str, files: Mapping[str, bytes] = FILES) -> Path:
    """The folder of a release as `provisioning/release` fills it."""
    for name, body in {**files, f"wheels/coup_de_pouce-{version}-py3-none-any.whl": version.encode()}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    if (folder / "provisioning/provision").exists():
        (folder / "provisioning/provision").chmod(0o755)
    return folder


def bundle(
    folder: Path,
    by: Signer,
    version: str,
    *,
    minimum: str = "0",
    architectures: tuple[str, ...] = packing.ARCHITECTURES,
) -> Path:
    """A bundle, and `latest` beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    into = folder / f"coup-de-pouce-{version}.kiosk"
    source = lay_out(folder / f"source-{version}", version)
    packing.pack(source, by.private, into, version=version, minimum=minimum, architectures=architectures)
    packing.point(into, by.private, version)
    return into


def make(folder: Path, version: str) -> Fault | None:
    """Instead of an environment: a program that says its version. A version with .13. in it cannot be made."""
    if ".13." in version:
        return Fault(f"{version} cannot be installed")
    (folder / "venv").mkdir()
    (folder / "venv" / "version").write_text(version, encoding="ascii")
    return None


def running(store: Store) -> str:
    """What would run, by the link that units follow."""
    path = store.folder / "current" / "venv" / "version"
    return path.read_text(encoding="ascii") if path.exists() else ""


@dataclass(slots=True)
class Kiosk:
    """A machine whose kiosk comes up with every release but `broken`."""

    store: Store
    broken: str = ""
    kept: int = 0
    rested: bool = True

    def rests(self) -> bool:
        return self.rested

    def proves(self) -> bool:
        return running(self.store) != self.broken

    def after(self) -> None:
        self.kept += 1
