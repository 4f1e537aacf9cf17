"""From facts and settings to tasks. Pure: nothing is read, nothing is asked."""

import hashlib
import posixpath
from collections.abc import Iterator

from kiosk.settings import Settings
from provisioning.plan import boot, disk, network, system
from provisioning.plan.facts import Facts
from provisioning.plan.kit import Kit, Site
from provisioning.plan.tasks import File, Files, Folder, Link, Packages, Release, Step, Task, Units

ETC = "/etc/kiosk"
RELEASES = "/usr/local/lib/kiosk/release.py"
_STILL = "/usr/local/lib/kiosk/still"


def plan(facts: Facts, settings: Settings, kit: Kit, site: Site) -> tuple[Task, ...]:
    """All that makes this machine this site's kiosk, in the order in which it must be done."""
    return tuple(_tasks(facts, settings, kit, site))


def _tasks(facts: Facts, settings: Settings, kit: Kit, site: Site) -> Iterator[Task]:
    yield from disk.boot_writable(facts)
    yield Packages(kit.packages, kit.optional)
    yield from system.tasks(facts, settings)
    yield from disk.tasks(facts)
    yield Files("appliance", kit.files)
    yield disk.initramfs()
    yield from boot.tasks(facts, kit)
    yield Folder(ETC)
    yield Files("settings of the site", (File(f"{ETC}/site.toml", site.text), *_named(site)))
    if site.hub_credential is not None:
        yield Files("credential of the hub", (File(f"{ETC}/hub.toml", site.hub_credential, 0o600),))
    yield from network.tasks(settings.network, site.wifi_password)
    yield Units(kit.enabled, kit.masked, kit.disabled)
    yield Step("the earliest possible time", "touch /usr/lib/clock-epoch", "test -e /usr/lib/clock-epoch")
    if kit.release is not None:
        yield from _release(kit.release, site)
    yield from system.shut(settings)


def _named(site: Site) -> Iterator[File]:
    """Passwords and certificates: for root to write, and most for the kiosk to read."""
    for path, body in site.named:
        yield File(posixpath.join(ETC, path), body, 0o640, "root", "kiosk")
    for path, body in site.of_root:
        yield File(posixpath.join(ETC, path), body, 0o600)


def _release(release: Release, site: Site) -> Iterator[Task]:
    """The kiosk's own programs, and the picture that is shown where they do not start."""
    yield release
    yield Link("/usr/local/bin/kiosk", "/data/releases/current/venv/bin/kiosk")
    digest = f"python3 -I {RELEASES} digest /data/releases/{release.version}"
    # What was done to this root; at night it is compared with what a newer release would do.
    yield Step(
        "what this root was made by", f"{digest} >{ETC}/provisioned", f'test "$({digest})" = "$(cat {ETC}/provisioned)"'
    )
    made_of = f"{release.version}{release.made_of} {hashlib.sha256(site.text).hexdigest()}"
    new = f"{_STILL}.new"
    run = (
        f"rm -rf {new} && mkdir -p {new} && /usr/local/bin/kiosk still --site {ETC}/site.toml -o {new} >/dev/null && "
        f"printf '%s\\n' '{made_of}' >{new}/.made-of && chmod -R u=rwX,go=rX {new} && "
        f"rm -rf {_STILL} && mv {new} {_STILL}"
    )
    yield Step("still pictures", run, f"test \"$(cat {_STILL}/.made-of)\" = '{made_of}'")
