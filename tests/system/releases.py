"""Releases and packages for kiosks in containers: newer ones, broken ones, and an archive that is a folder."""

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

from provisioning import packing
from tests.provisioning.release.making import Signer

OURS = "coup_de_pouce-{0}-py3-none-any.whl"
_BREAK = "raise SystemExit('sown: this release does not start')\n"


def follow(root: Path, into: Path, by: Signer, version: str, *, broken: bool = False) -> Path:
    """A bundle of the release that `root` has, under another version; a broken one ends at its start."""
    now = root / "data/releases" / (root / "data/releases/current").readlink().name
    work = into / f"work-{version}"
    for name in ("wheels", "provisioning", "systemd"):
        if (now / name).is_dir():
            shutil.copytree(now / name, work / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    (old,) = (work / "wheels").glob(OURS.format("*"))
    _rename(old, version, _BREAK if broken else "")
    bundle = into / f"coup-de-pouce-{version}.kiosk"
    packing.pack(work, by.private, bundle, version=version, minimum="0", architectures=("amd64",), preset=0)
    shutil.rmtree(work)
    return bundle


def _rename(wheel: Path, version: str, first: str) -> None:
    """Make our wheel one of another version, whose program begins with a line of ours."""
    old = wheel.name.split("-")[1]
    with zipfile.ZipFile(wheel) as source, zipfile.ZipFile(wheel.with_name(OURS.format(version)), "w") as target:
        for name in source.namelist():
            body = source.read(name)
            if name.endswith(".dist-info/METADATA"):
                body = body.replace(f"\nVersion: {old}\n".encode(), f"\nVersion: {version}\n".encode())
            if name == "kiosk/__main__.py":
                body = first.encode() + body
            target.writestr(name.replace(f"-{old}.dist-info/", f"-{version}.dist-info/"), body)
    wheel.unlink()


def package(folder: Path, name: str, version: str) -> Path:
    """A Debian package with one file, which says its version."""
    tree = folder / f"{name}-{version}"
    (tree / "DEBIAN").mkdir(parents=True)
    fields = {
        "Package": name,
        "Version": version,
        "Architecture": "all",
        "Maintainer": "Nobody <nobody@example.be>",
        "Description": "a package of the test",
    }
    (tree / "DEBIAN/control").write_text("".join(f"{key}: {text}\n" for key, text in fields.items()), encoding="utf-8")
    (tree / "usr/share").mkdir(parents=True)
    (tree / "usr/share" / name).write_text(version, encoding="utf-8")
    made = folder / f"{name}_{version}_all.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "--build", tree, made], check=True, capture_output=True)
    shutil.rmtree(tree)
    return made


def archive(folder: Path, deb: Path) -> None:
    """An archive of security updates with this one package."""
    shutil.copy(deb, folder)
    control = subprocess.run(["dpkg-deb", "--field", deb], check=True, capture_output=True, text=True).stdout
    body = deb.read_bytes()
    packages = f"{control}Filename: ./{deb.name}\nSize: {len(body)}\nSHA256: {hashlib.sha256(body).hexdigest()}\n"
    (folder / "Packages").write_text(packages, encoding="utf-8")
    digest = hashlib.sha256(packages.encode()).hexdigest()
    (folder / "Release").write_text(
        f"Origin: Debian\nLabel: Debian-Security\nSuite: stable-security\nDate: Mon, 23 Nov 2026 00:00:00 UTC\n"
        f"SHA256:\n {digest} {len(packages)} Packages\n",
        encoding="utf-8",
    )
