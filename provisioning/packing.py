"""Makes the two files of a release: the bundle, and the pointer that says it is the newest. By `provisioning/release`.

    python -m provisioning.packing FOLDER --version V --minimum V --key FILE -o DIR

FOLDER holds what `releases.manifest.FOLDERS` names. The same files and the same key give the same bytes.
"""

import argparse
import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Literal

from provisioning.appliance.root.usr.local.lib.kiosk.releases import fetching, manifest, signature
from provisioning.appliance.root.usr.local.lib.kiosk.releases.bundle import PAYLOAD, hash_of
from provisioning.appliance.root.usr.local.lib.kiosk.releases.collecting import SUFFIX
from provisioning.appliance.root.usr.local.lib.kiosk.releases.manifest import File, Manifest

ARCHITECTURES = ("amd64", "arm64")


def pack(
    folder: Path,
    key: Path,
    into: Path,
    *,
    version: str,
    minimum: str,
    architectures: tuple[str, ...],
    preset: Literal[0, 3] = 3,
) -> Manifest:
    """Make the bundle `into` of the folders of a release in `folder`: the same bytes for the same files and key.

    `preset`: how hard xz tries; tests have no time.
    """
    paths = sorted(path for top in manifest.FOLDERS for path in (folder / top).rglob("*") if path.is_file())
    payload = into.with_name(f".{into.name}.payload")
    with tarfile.open(payload, mode="w:xz", format=tarfile.PAX_FORMAT, preset=preset) as inner:
        for path in paths:
            with path.open("rb") as body:
                inner.addfile(_member(str(path.relative_to(folder)), path.stat().st_size), body)
    files = {str(path.relative_to(folder)): _file(path) for path in paths}
    release = Manifest(version, minimum, architectures, _file(payload), files)
    said = manifest.write(release)
    signed = signature.sign(said, key)
    with tarfile.open(into, "w", format=tarfile.PAX_FORMAT) as outer:
        for name, small in ((manifest.NAME, said), (manifest.SIGNATURE, signed)):
            outer.addfile(_member(name, len(small)), io.BytesIO(small))
        with payload.open("rb") as body:
            outer.addfile(_member(PAYLOAD, payload.stat().st_size), body)
    payload.unlink()
    return release


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o644
    return member


def _file(path: Path) -> File:
    with path.open("rb") as body:
        return File(path.stat().st_size, hash_of(body), bool(path.stat().st_mode & 0o100))


def point(bundle: Path, key: Path, version: str) -> None:
    """Write `latest` beside a bundle: what a server gives to whoever asks for the newest."""
    there = _file(bundle)
    said = fetching.pointer_text(fetching.Pointer(version, bundle.name, there.size, there.sha256))
    text = (json.dumps(said, sort_keys=True) + "\n").encode()
    (bundle.parent / "latest").write_bytes(text + signature.sign(text, key))


def main() -> int:
    """Make both, and say so in a line each."""
    parser = argparse.ArgumentParser(description="Makes a bundle and its pointer")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--minimum", default="0")
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("-o", "--out", type=Path, required=True)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    into = asked.out / f"coup-de-pouce-{asked.version}{SUFFIX}"
    try:
        made = pack(
            asked.folder, asked.key, into, version=asked.version, minimum=asked.minimum, architectures=ARCHITECTURES
        )
        point(into, asked.key, asked.version)
    except subprocess.CalledProcessError as error:
        print(f"{asked.key}: {error.stderr.decode(errors='replace').strip()}", file=sys.stderr)
        return 1
    print(f"{into}: {len(made.files)} files, {into.stat().st_size >> 20} MB")
    print(f"{into.parent / 'latest'}: points to it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
