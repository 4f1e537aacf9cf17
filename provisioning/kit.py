"""Reads what is brought along: the appliance's tree, units, packages, a site's files. Changes nothing."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kiosk.settings import Settings
from kiosk.usage.sync import credential as credentials
from provisioning.plan import network
from provisioning.plan.kit import Kit, Site
from provisioning.plan.tasks import File, Release

HERE = Path(__file__).parent
_SHOW_STILL = "usr/local/lib/kiosk/show_still.py"
_OPTIONAL = "?"


class KitError(Exception):
    """What was to be brought along is not as it should be; the message says what is expected."""


def kit(release: Release | None, here: Path = HERE) -> Kit:
    """All that is the same for every site."""
    appliance, units = here / "appliance", here.parent / "systemd"
    said = [line.partition(" ") for line in _lines(appliance / "units.txt")]
    ours = tuple(path.name for path in sorted(units.iterdir()) if "\n[Install]\n" in path.read_text())
    packages = _lines(appliance / "packages.txt")
    return Kit(
        (
            *_tree(appliance),
            *(File(f"/etc/systemd/system/{one.name}", one.read_bytes()) for one in sorted(units.iterdir())),
        ),
        tuple(name for name in packages if not name.startswith(_OPTIONAL)),
        tuple(name.removeprefix(_OPTIONAL) for name in packages if name.startswith(_OPTIONAL)),
        (*ours, *(name for verb, _, name in said if verb == "enable")),
        tuple(name for verb, _, name in said if verb == "disable"),
        (*(name for verb, _, name in said if verb == "mask"), *_lines(appliance / "masked.txt")),
        tuple(" ".join(_lines(appliance / "boot" / "cmdline.txt")).split()),
        tuple(_lines(appliance / "boot" / "config.txt")),
        release,
    )


def _lines(path: Path) -> list[str]:
    """The lines of a list, without what explains them."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def _tree(appliance: Path) -> Iterator[File]:
    """Every file of the tree at its place, and the still picture's program."""
    root = appliance / "root"
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            mode = 0o755 if path.stat().st_mode & 0o100 else 0o644
            yield File(f"/{path.relative_to(root)}", path.read_bytes(), mode)
    beside = appliance / "show_still.py"
    if beside.exists() and not (root / _SHOW_STILL).exists():
        yield File(f"/{_SHOW_STILL}", beside.read_bytes())


def site(path: Path, settings: Settings, credential: Path | None) -> Site:
    """The site's file and those that it names. Raises KitError, with the key of what is missing."""
    password = ""
    if settings.network.password_file:
        password = _read(path, "network.password_file", settings.network.password_file).decode(errors="replace").strip()
    wrong = network.fault(settings.network, password)
    if wrong:
        raise KitError(f"{path.name}: {wrong}")
    named: dict[str, bytes] = {}
    of_root: dict[str, bytes] = {}
    for key, name in files_named(settings):
        if ".." in Path(name).parts:
            raise KitError(f"{path.name}: {key}: {name!r} leads out of the settings' folder; expected a plain path")
        (of_root if key.startswith("network.") else named)[name] = _read(path, key, name)
    return Site(path.read_bytes(), tuple(named.items()), tuple(of_root.items()), password, _credential(credential))


def _credential(path: Path | None) -> bytes | None:
    """What the hub gave, as it is; one that the sync would not take is refused here, where a person reads it."""
    if path is None:
        return None
    found = credentials.read(path)
    if isinstance(found, credentials.BadCredential):
        raise KitError(f"--hub-credential: {found.reason}")
    return path.read_bytes()


def files_named(settings: Settings) -> Iterator[tuple[str, str]]:
    """Key and value of each setting that names a file of the site's: "providers.forem.password_file", "forem.txt"."""
    yield from _named("", msgspec.to_builtins(settings, enc_hook=str))


def _named(where: str, raw: object) -> Iterator[tuple[str, str]]:
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key.endswith("_file") and isinstance(value, str) and value:
                yield f"{where}{key}", value
            yield from _named(f"{where}{key}.", value)
    elif isinstance(raw, list | tuple):
        for number, value in enumerate(raw):
            yield from _named(f"{where}{number}.", value)


def _read(beside: Path, key: str, name: str) -> bytes:
    """A file whose path may be relative to the one that names it."""
    try:
        return (beside.parent / name).read_bytes()
    except OSError as error:
        raise KitError(
            f"{beside.name}: {key}: {name!r} cannot be read ({os.strerror(error.errno or 0)}); expected that file"
        ) from error
