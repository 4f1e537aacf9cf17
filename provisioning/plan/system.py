"""The machine itself: language, time, name, and its two users."""

from collections.abc import Iterator

from kiosk.settings import Settings
from provisioning.appliance.first_boot.machine import MAINTAINER
from provisioning.plan.facts import Facts
from provisioning.plan.tasks import File, Files, Folder, Link, Step, Task, User

LOCALE = "fr_BE.UTF-8"
HOME = "/var/lib/kiosk"
_HOMES = "/home"


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


def _maintainer(keys: tuple[str, ...]) -> Iterator[Task]:
    """Who comes by key; without keys nobody does."""
    if not keys:
        return
    home = f"{_HOMES}/{MAINTAINER}"
    yield User(MAINTAINER, home, "/bin/bash")
    yield Folder(f"{home}/.ssh", 0o700, MAINTAINER, MAINTAINER)
    text = "".join(f"{key}\n" for key in keys).encode()
    yield Files(
        "who may come over the network",
        (
            File(f"{home}/.ssh/authorized_keys", text, 0o600, MAINTAINER, MAINTAINER),
            File(f"/etc/sudoers.d/{MAINTAINER}", f"{MAINTAINER} ALL=(ALL) NOPASSWD: ALL\n".encode(), 0o440),
        ),
    )
