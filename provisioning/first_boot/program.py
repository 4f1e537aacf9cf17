"""The program of the first boot as one file: a zip that Debian's Python runs as it is."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

PROVISIONING: Final = Path(__file__).parents[1]
FIRST_BOOT: Final = "appliance/first_boot"
RELEASES: Final = "appliance/root/usr/local/lib/kiosk/releases"
"""What verifies and unpacks a bundle, on the card as on every kiosk."""
_MAIN: Final = "from provisioning.appliance.first_boot.door import main\n\nraise SystemExit(main())\n"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def built(provisioning: Path = PROVISIONING) -> bytes:
    """The zip; the same sources give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, body in sorted(_sources(provisioning)):
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), body, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _sources(provisioning: Path) -> Iterator[tuple[str, bytes]]:
    yield "__main__.py", _MAIN.encode()
    packages = {"provisioning"}
    for folder in (FIRST_BOOT, RELEASES):
        for path in (provisioning / folder).glob("*.py"):
            yield f"provisioning/{folder}/{path.name}", path.read_bytes()
        packages |= {f"provisioning/{parent}" for parent in PurePosixPath(folder, "x").parents if parent.name}
    # Only from 3.13 on does Python find a package in a zip without this file.
    for package in packages:
        if not (provisioning.parent / package / "__init__.py").is_file():
            yield f"{package}/__init__.py", b""
