"""What is in an image, as CycloneDX beside it: Debian's packages by debsbom, ours and Python's by cyclonedx-bom."""

import os
import subprocess
import sys
import time
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

SCHEMA: Final = "1.6"
_WHOLE: Final = '[project]\nname = "releases"\nversion = "0"\n'
"""What Python's packages are parts of: two bills can be made one only where both have a whole."""
_SITE_PACKAGES: Final = "data/releases/*/venv/lib/python3*/site-packages"


def requirements(root: Path) -> list[str]:
    """Name and version of each Python distribution of the releases in `root`, sorted."""
    folders = [str(path) for path in root.glob(_SITE_PACKAGES)]
    return sorted({f"{one.name}=={one.version}" for one in distributions(path=folders)})


def write(root: Path, arch: str, image: Path, epoch: int) -> Path:
    """The file `<image>.cdx.json`. Raises CalledProcessError with what a tool said, and OSError."""
    bill = image.with_name(f"{image.name}.cdx.json")
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(epoch))
    same = ("--cdx-schema-version", SCHEMA, "--timestamp", stamp, "-t", "cdx", "--distro-name")
    with TemporaryDirectory() as name:
        work = Path(name)
        listed = work / "requirements.txt"
        listed.write_text("".join(f"{line}\n" for line in requirements(root)), encoding="utf-8")
        _tool(epoch, "debsbom", "generate", *same, "debian", "-r", root, "--distro-arch", arch, "-o", work / "debian")
        (work / "pyproject.toml").write_text(_WHOLE, encoding="utf-8")
        # It checks what it writes against the schema.
        python = ("requirements", "--output-reproducible", "--pyproject", work / "pyproject.toml", "--sv", SCHEMA)
        _tool(epoch, "cyclonedx-py", *python, "-o", work / "python", listed)
        _tool(epoch, "debsbom", "merge", *same, "kiosk", "-o", work / "all", work / "debian.cdx.json", work / "python")
        bill.write_bytes((work / "all.cdx.json").read_bytes())
    return bill


def _tool(epoch: int, name: str, *arguments: str | Path) -> None:
    """One of the tools of this environment."""
    program = Path(sys.executable).with_name(name)
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch)}
    subprocess.run([program, *arguments], check=True, capture_output=True, text=True, env=environment)
