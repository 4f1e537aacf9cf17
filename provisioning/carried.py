"""Which files of this checkout go along with a release: those that git knows. What only lies there may be a secret.

    python -m provisioning.carried provisioning systemd >LIST

prints their paths from the root, each ended by a NUL, and names on standard error what stays behind.
"""

import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
_NOT_OURS = "provisioning/hub/"
"""A hub's own part; no kiosk needs it."""


class UnknownError(Exception):
    """Git does not answer where it should; the message says what is expected."""


@cache
def known(folder: Path) -> frozenset[Path] | None:
    """The files below a folder of a checkout that git knows. None: no checkout, as in an unpacked release.

    Names once, on standard error, what lies there beside them. Raises UnknownError.
    """
    if not (folder.parent / ".git").exists():
        return None
    beside = [path for path in _listed(folder, "--others") if "__pycache__" not in path.parts]
    if beside:
        names = ", ".join(str(path.relative_to(folder.parent)) for path in beside)
        print(f"Left out, since git does not know it: {names}", file=sys.stderr, flush=True)
    return frozenset(_listed(folder, "--cached"))


def _listed(folder: Path, which: str) -> list[Path]:
    # Root may ask on behalf of whoever owns the checkout.
    command = ["git", "-c", "safe.directory=*", "-C", str(folder), "ls-files", "-z", which]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise UnknownError("git is missing: a checkout's own files are told by it") from error
    if done.returncode:
        raise UnknownError(f"{folder.name}: git: {done.stderr.decode(errors='replace').strip()}")
    return [folder / name for name in sorted(done.stdout.decode().split("\0")) if name]


def main() -> int:
    """Print the list."""
    for name in sys.argv[1:]:
        try:
            found = known(ROOT / name)
        except UnknownError as error:
            print(error, file=sys.stderr)
            return 1
        if found is None:
            print("a release is made of a checkout of git, and this is none", file=sys.stderr)
            return 1
        names = (str(path.relative_to(ROOT)) for path in sorted(found) if path.is_file())
        sys.stdout.writelines(f"{where}\0" for where in names if not where.startswith(_NOT_OURS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
