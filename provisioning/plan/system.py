"""The machine itself: language, time, name, and its two users."""

from collections.abc import Iterator

from kiosk.settings import Settings
from provisioning.appliance.first_boot.machine import MAINTAINER
from provisioning.plan.facts import Facts
from provisioning.plan.tasks import File, Files, Folder, Gone, Link, Step, Task, User

LOCALE = "fr_BE.UTF-8"
HOME = "/var/lib/kiosk"
_HOMES = "/home"
_HOME_OF_MAINTAINER = f"{_HOMES}/{MAINTAINER}"
_KEYS = f"{_HOME_OF_MAINTAINER}/.ssh/authorized_keys"
_RIGHTS = f"/etc/sudoers.d/{MAINTAINER}"
_RIGHTS_OF_IMAGER = "/etc/sudoers.d/90-cloud-init-users"
"""The user of Raspberry Pi Imager's own settings becomes root by it, without a password."""


def tasks(facts: Facts, settings: Settings) -> Iterator[Task]:
    """In the order in which they must be done."""
    yield Files(
        "French of Belgium",
        (
            File("/etc/locale.gen", f"{LOCALE} UTF-8\n".encode()),
            File("/etc/locale.conf", f"LANG={LOCALE}\n".encode()),
        ),
    )
    yield Step("its locale", "locale-gen", f"locale -a | grep -qix {LOCALE.replace('-', '').replace('UTF', 'utf')}")
    yield Link("/etc/localtime", f"/usr/share/zoneinfo/{settings.site.timezone}")
    yield from _name(facts, settings.appliance.hostname)
    # The pins of a button belong to `gpio`, where there is one; never `input`, where each press comes twice.
    yield User("kiosk", HOME, "/usr/sbin/nologin", system=True, groups=("gpio",))
    # Fetches releases, and has no rights at all.
    yield User("kiosk-fetch", "/nonexistent", "/usr/sbin/nologin", system=True)
    yield from _maintainer(settings.appliance.ssh_keys)


def _name(facts: Facts, hostname: str) -> Iterator[Task]:
    """The machine's name; the kernel hears of it at the next start."""
    name = hostname or facts.hostname
    if not name:
        return
    hosts = f"127.0.0.1\tlocalhost\n127.0.1.1\t{name}\n::1\tlocalhost ip6-localhost ip6-loopback\n"
    yield Files(
        "name of the machine", (File("/etc/hostname", f"{name}\n".encode()), File("/etc/hosts", hosts.encode()))
    )


def shut(settings: Settings) -> Iterator[Task]:
    """Without keys nobody comes any more. To be done last: by these rights the other tasks may be done."""
    if not settings.appliance.ssh_keys:
        yield Gone(_KEYS)
        # In one command: after the first of them there may be no right to do another.
        rights = f"{_RIGHTS} {_RIGHTS_OF_IMAGER}"
        yield Step("no right to sudo without a password", f"rm -f {rights}", f"! ls {rights} | grep .")


def _maintainer(keys: tuple[str, ...]) -> Iterator[Task]:
    """Who comes by key; without keys see `shut`."""
    if not keys:
        return
    yield User(MAINTAINER, _HOME_OF_MAINTAINER, "/bin/bash")
    yield Folder(f"{_HOME_OF_MAINTAINER}/.ssh", 0o700, MAINTAINER, MAINTAINER)
    text = "".join(f"{key}\n" for key in keys).encode()
    yield Files(
        "who may come over the network",
        (
            File(_KEYS, text, 0o600, MAINTAINER, MAINTAINER),
            File(_RIGHTS, f"{MAINTAINER} ALL=(ALL) NOPASSWD: ALL\n".encode(), 0o440),
        ),
    )
