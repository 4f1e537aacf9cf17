"""What is laid onto a card before its power is cut: two bundles, the key they are signed with, and an archive.

The archive is the only one the card knows: a package that is on the card, in a newer version, with many files and a
script of its own.
"""

import subprocess
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.system.update_cuts.card import KEPT, Layout, give_to_kiosk, inserted, shown
from tests.system.update_cuts.inside import run

PACKAGE: Final = "kiosk-essai"
OLD: Final = "1"
NEW: Final = "2"
ARCHIVE: Final = Path("opt/archive")
_FILES: Final = 300
_CONTROL: Final = """\
Package: {0}
Version: {1}
Architecture: all
Maintainer: nobody <nobody@example.org>
Description: a package
"""
_SCRIPT: Final = "#!/bin/sh\nset -e\nmkdir -p /var/lib/{0}\necho {1} >/var/lib/{0}/configured\n"


def prepare(layer: Path, layout: Layout, folder: Path, bundles: list[Path], key: str) -> str:
    """Do it, by mounting the card; gives the release that is current there."""
    with shown(layer, folder) as file, inserted(file, layout, folder) as root:
        site = root / "etc/kiosk/site.toml"
        before, there, after = site.read_text(encoding="utf-8").partition("\n[updates]\n")
        after = after.replace('key = ""', f'key = "{key}"', 1) if there else f'key = "{key}"\n'
        site.write_text(f"{before}\n[updates]\n{after}", encoding="utf-8")
        for bundle in bundles:
            (root / "data" / bundle.name).write_bytes(bundle.read_bytes())
        (root / "data" / KEPT).mkdir(mode=0o700, exist_ok=True)
        give_to_kiosk(root)
        _archive(root, folder)
        return (root / "data/releases/current").readlink().name


def _archive(root: Path, folder: Path) -> None:
    place = only_archive(root)
    old, new = (_package(folder, version) for version in (OLD, NEW))
    (place / new.name).write_bytes(new.read_bytes())
    (place.parent / old.name).write_bytes(old.read_bytes())
    run(root, "dpkg", "-i", f"/{ARCHIVE.parent / old.name}")
    index(place)


def only_archive(root: Path) -> Path:
    """Have a root know no other archive than one in itself, which is empty; gives its folder."""
    for sources in [*(root / "etc/apt").rglob("*.list"), *(root / "etc/apt").rglob("*.sources")]:
        sources.unlink()
    (root / "etc/apt/sources.list").write_text(f"deb [trusted=yes] copy:/{ARCHIVE} ./\n")
    (root / ARCHIVE).mkdir(parents=True)
    return root / ARCHIVE


def index(place: Path) -> None:
    """List the packages that lie in an archive."""
    listed = subprocess.run(["dpkg-scanpackages", "."], cwd=place, check=True, capture_output=True).stdout
    (place / "Packages").write_bytes(listed)
    word = sha256(listed).hexdigest()
    date = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S UTC")
    release = f"Suite: essai\nDate: {date}\nArchitectures: all amd64\nSHA256:\n {word} {len(listed)} Packages\n"
    (place / "Release").write_text(release)


def _package(folder: Path, version: str) -> Path:
    tree = folder / f"{PACKAGE}-{version}"
    (tree / "DEBIAN").mkdir(parents=True)
    (tree / "DEBIAN/control").write_text(_CONTROL.format(PACKAGE, version))
    script = tree / "DEBIAN/postinst"
    script.write_text(_SCRIPT.format(PACKAGE, version))
    script.chmod(0o755)
    shared = tree / "usr/share" / PACKAGE
    shared.mkdir(parents=True)
    for number in range(_FILES):
        (shared / str(number)).write_text(f"{version}\n" * 4000)
    file = folder / f"{PACKAGE}_{version}_all.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return file
