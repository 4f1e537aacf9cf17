"""`provisioning/card`: makes a freshly flashed card begin as a site's kiosk. Its door says how it is called."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kiosk.errors import SettingsError
from kiosk.settings import Settings, load
from provisioning.appliance.first_boot.bundle import BUNDLE
from provisioning.appliance.root.usr.local.lib.kiosk.releases.bundle import unpack
from provisioning.appliance.root.usr.local.lib.kiosk.releases.manifest import Fault
from provisioning.first_boot import boot_partition
from provisioning.first_boot.contents import FOLDER, PROGRAM, first_boot_files
from provisioning.first_boot.kernel_line import bounded
from provisioning.first_boot.program import built
from provisioning.kit import KitError, files_named, site

LINE = "cmdline.txt"
ORIGINAL = f"{FOLDER}/cmdline.txt.original"
SITE = f"{FOLDER}/site"
READ_ME = f"{FOLDER}/LISEZMOI.txt"
_READ_ME = (
    "Cette carte prépare une borne, seule, au premier démarrage : laissez-la branchée, avec le réseau.\r\n"
    "Ce dossier contient alors les réglages et les mots de passe ; ils en sont effacés à la fin.\r\n"
)


def main() -> int:
    """0: the card is ready. 1: nothing was written, and why."""
    arguments = _arguments()
    faults = tuple(_faults(arguments))
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    settings = load(arguments.site)
    files, bundle = _wanted(arguments, settings), _bundle(arguments)
    try:
        _write(arguments.boot, files, bundle)
    except OSError as error:
        print(f"{arguments.boot}: cannot be written ({error.strerror}); mend or change the card", file=sys.stderr)
        return 1
    _tell(settings, bundle)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="provisioning/card", description=sys.modules[__name__].__doc__)
    parser.add_argument("--site", type=Path, required=True, metavar="FILE", help="the settings of the site")
    parser.add_argument("--boot", type=Path, required=True, metavar="MOUNTPOINT", help="the card's first partition")
    parser.add_argument("--bundle", type=Path, metavar="FILE", help="a signed release; else fetched from [updates] url")
    parser.add_argument("--hub-credential", type=Path, metavar="FILE", help="what the hub gave for this kiosk")
    return parser.parse_args()


def _faults(arguments: argparse.Namespace) -> Iterator[str]:
    """Each on a line of its own; none: it can be written."""
    place = boot_partition.fault(arguments.boot)
    if place:
        yield place
    try:
        settings = load(arguments.site)
        files = _wanted(arguments, settings)
    except (SettingsError, KitError) as error:
        yield str(error)
        return
    name = arguments.site.name
    for key, value in files_named(settings):
        if PurePosixPath(value).is_absolute():
            yield f"{name}: {key}: {value!r} is a whole path; expected a file beside {name}, which the card can carry"
    yield from _bundle_faults(arguments, settings)
    if not place and (arguments.bundle is None or arguments.bundle.is_file()):
        full = boot_partition.room_fault(arguments.boot, files, _bundle(arguments))
        if full:
            yield full


def _bundle_faults(arguments: argparse.Namespace, settings: Settings) -> Iterator[str]:
    name = arguments.site.name
    if not settings.updates.key:
        yield f"{name}: updates.key: missing; expected the public key of who signs the release that is installed"
    elif arguments.bundle is None and not settings.updates.url:
        yield f"{name}: updates.url: missing; expected an address, or --bundle with a signed release"
    elif arguments.bundle is not None and not arguments.bundle.is_file():
        yield f"--bundle: {arguments.bundle} is no file; expected what provisioning/release made"
    elif arguments.bundle is not None:
        yield from _signed(arguments.bundle, settings.updates.key)


def _signed(bundle: Path, key: str) -> Iterator[str]:
    """A release that no kiosk would take is found here, not at a site: it is read to its end."""
    with tempfile.TemporaryDirectory() as folder:
        taken = unpack(bundle, key, Path(folder, "release"))
    if isinstance(taken, Fault):
        yield f"--bundle: {taken.reason}"


def _wanted(arguments: argparse.Namespace, settings: Settings) -> dict[str, bytes]:
    """All small files by their place on the card, the line of the kernel last. Raises KitError."""
    read = site(arguments.site, settings, arguments.hub_credential)
    files = {READ_ME: _READ_ME.encode(), f"{FOLDER}/{PROGRAM}": built(), f"{SITE}/site.toml": read.text}
    files |= {f"{SITE}/{name}": body for name, body in read.named}
    if settings.network.password_file:
        files[f"{SITE}/{settings.network.password_file}"] = read.wifi_password.encode()
    if read.hub_credential is not None:
        files[f"{SITE}/hub-credential.toml"] = read.hub_credential
    for name, text in first_boot_files(settings, read.wifi_password).items():
        files[name] = text.encode()
    line = arguments.boot / LINE
    if line.is_file():
        before = line.read_bytes()
        if not (arguments.boot / ORIGINAL).is_file():
            files[ORIGINAL] = before
        files[LINE] = bounded(before.decode(errors="surrogateescape")).encode(errors="surrogateescape")
    return files


def _bundle(arguments: argparse.Namespace) -> tuple[str, Path] | None:
    """Its place on the card, and where it is now."""
    return None if arguments.bundle is None else (f"{FOLDER}/{BUNDLE}", arguments.bundle)


def _write(boot: Path, files: dict[str, bytes], bundle: tuple[str, Path] | None) -> None:
    """The large one first, what begins it all last: a card that is pulled out too early begins nothing. OSError."""
    _without_former(boot, set(files) | ({bundle[0]} if bundle else set()))
    if bundle is not None:
        _say(bundle[0], written=boot_partition.put_file(boot, *bundle))
    last = ("network-config", "rpi-preseed.toml", LINE, "user-data", "meta-data")
    for name in (*(one for one in files if one not in last), *(one for one in last if one in files)):
        _say(name, written=boot_partition.put(boot, name, files[name]))
    os.sync()


def _without_former(boot: Path, wanted: set[str]) -> None:
    """What an earlier run left and this one does not: another bundle, a secret that is named no more."""
    for path in sorted((boot / FOLDER).rglob("*")):
        name = str(path.relative_to(boot))
        if path.is_file() and name not in wanted and name != ORIGINAL:
            path.unlink()
            print(f"removed  {name}")


def _say(name: str, *, written: bool) -> None:
    print(f"{'written' if written else 'as it was'}  {name}")


def _tell(settings: Settings, bundle: tuple[str, Path] | None) -> None:
    """What the person does next."""
    wifi = settings.network.wifi
    print(f"The card is ready for {settings.site.name}. Unmount it, and start the machine with it.")
    print(f"It needs the network for about half an hour: {f'the Wi-Fi {wifi!r}, or ' if wifi else ''}a cable.")
    if bundle is None:
        print(f"The release comes from {settings.updates.url}")
    print("Until then the card holds passwords. They are overwritten and removed at the end, as far as FAT allows.")


if __name__ == "__main__":
    raise SystemExit(main())
