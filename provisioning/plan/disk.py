"""The data partition, what lies on it, and a root that nothing writes to."""

from collections.abc import Iterator
from shlex import quote

from provisioning.plan.facts import Facts, Place
from provisioning.plan.system import HOME
from provisioning.plan.tasks import File, Files, Folder, Step, Task

LABEL = "kiosk-data"
ROOM_MB = 4096
"""Less than this is not worth a partition: releases, clips and counts lie there."""
_DATA = f"LABEL={LABEL} /data ext4 noatime,nofail,data=journal,commit=5,x-systemd.device-timeout=120s 0 2"
_BIND = "nofail,bind,x-systemd.requires-mounts-for=/data"
# Who reads them is started early; nothing fails where they do not come.
_EARLY = f"{_BIND},x-systemd.before=sysinit.target"
BINDS = (
    (f"/data/{'kiosk'}", HOME, _BIND),
    ("/data/state/timesync", "/var/lib/systemd/timesync", _EARLY),
    ("/data/state/timers", "/var/lib/systemd/timers", _EARLY),
    ("/data/state/random-seed", "/var/lib/systemd/random-seed", _EARLY),
)
BOOT = "/boot/firmware"
BOOT_OPTIONS = "ro,noatime,nofail,umask=0077,x-systemd.device-timeout=120s"
"""Of the partition of a Pi's firmware, without a journal: a maintenance alone writes to it, no start waits for it."""
_WRITABLE = 'overlayroot=""\noverlayroot_cfgdisk="disabled"\n'
# A maintenance boot is asked for by a small file at the top of the data partition.
_READ_ONLY = f'overlayroot="tmpfs:recurse=0"\noverlayroot_cfgdisk="LABEL={LABEL}"\n'


def room(facts: Facts) -> bool:
    """Whether a data partition may be made on the machine's own card."""
    there = facts.data_mounted or facts.data_label
    return facts.place is Place.MACHINE and not there and bool(facts.disk) and facts.unused_mb >= ROOM_MB


def of_its_own(facts: Facts) -> bool:
    """Whether there will be a data partition; an image gets one when it is made."""
    return facts.place is Place.CHROOT or facts.data_mounted or bool(facts.data_label) or room(facts)


def boot_writable(facts: Facts) -> Iterator[Task]:
    """Before all that makes an initramfs; `kiosk-maintenance.service` has done so, a boot asked for by hand has not."""
    if of_its_own(facts) and facts.place is Place.MACHINE:
        yield Step(
            "partition of the firmware, writable", f"mount -o remount,rw {BOOT}", f"! findmnt -n -M {BOOT} -O ro"
        )


def tasks(facts: Facts) -> Iterator[Task]:
    """In the order in which they must be done."""
    if room(facts):
        yield _made(facts.disk)
    own = of_its_own(facts)
    yield Folder("/data")
    yield _lines([_DATA] * own + [f"{what} {where} none {options} 0 0" for what, where, options in BINDS])
    if own and facts.place is Place.MACHINE:
        yield _boot_line()
        yield Step("data partition, mounted", "systemctl daemon-reload && mount /data", "mountpoint -q /data")
    yield Folder("/data/releases")
    yield Folder("/data/state")
    yield Folder("/data/state/timesync", 0o755, "systemd-timesync", "systemd-timesync")
    yield Folder("/data/state/timers")
    yield Folder("/data/kiosk", 0o700, "kiosk", "kiosk")
    for where in (HOME, "/var/lib/systemd/timesync", "/var/lib/systemd/timers"):
        yield _mountpoint(where)
    # Empty: each machine gathers its own.
    yield _empty("/data/state/random-seed")
    yield _empty("/var/lib/systemd/random-seed")
    if facts.place is not Place.CHROOT:
        mounts = [quote(where) for _, where, _ in BINDS]
        todo = " && ".join(f"{{ mountpoint -q {one} || mount {one}; }}" for one in mounts)
        done = " && ".join(f"mountpoint -q {one}" for one in mounts)
        yield Step("what the data partition holds, in its places", f"systemctl daemon-reload && {todo}", done)
    yield Files("a root that nothing writes to" if own else "a root that stays writable", (_overlay(facts),))


def _overlay(facts: Facts) -> File:
    """Debian's own settings of the overlay, read by the initramfs."""
    return File("/etc/overlayroot.conf", (_READ_ONLY if of_its_own(facts) else _WRITABLE).encode())


def _made(disk: str) -> Step:
    """A partition behind the last one; where a run was cut between the two, what is no file system yet becomes one."""
    disk = quote(disk)
    last = f"last=$(lsblk -n -r -p -o PATH,TYPE {disk} | awk '$2 == \"part\" {{ last = $1 }} END {{ print last }}')"
    blank = f'{{ {last}; [ -z "$(blkid -p -o value -s TYPE "$last")" ]; }}'
    added = f"{{ {appended(disk)} && partx -u {disk} && udevadm settle; }}"
    make = f'mke2fs -q -t ext4 -L {LABEL} -E lazy_itable_init=1 "$last" && udevadm settle'
    return Step("data partition, made", f"{{ {blank} || {added}; }} && {blank} && {make}", f"blkid -L {LABEL}")


def appended(disk: str) -> str:
    """Shell: one more partition in the table of `disk`, a quoted path, where most is free.

    By itself sfdisk takes the gap of 7 MiB before the first partition of Raspberry Pi OS.
    """
    widest = "awk 'NR > 1 && $3 > most { most = $3; start = $1 } END { print start }'"
    start = f"start=$(sfdisk -q --list-free {disk} | {widest})"
    new = "printf 'start=%s, type=linux\\n' \"$start\""
    return f"{start} && {new} | sfdisk --quiet --append --no-reread --no-tell-kernel {disk}"


def _lines(lines: list[str]) -> Step:
    """Lines of fstab behind those that are there."""
    wanted = " ".join(quote(line) for line in lines)
    unless = f'for line in {wanted}; do grep -qxF -- "$line" /etc/fstab || exit 1; done'
    run = (
        "touch /etc/fstab && cp -p /etc/fstab /etc/fstab.new && "
        f'for line in {wanted}; do grep -qxF -- "$line" /etc/fstab || printf \'%s\\n\' "$line" >>/etc/fstab.new; done'
        " && sync /etc/fstab.new && mv /etc/fstab.new /etc/fstab"
    )
    return Step("lines of fstab", run, unless)


def _boot_line() -> Step:
    """The line of fstab of the firmware's partition: its device stays, what is done with it does not.

    Raspberry Pi OS has it writable all day, and checked at each start, which ends in a terminal where it fails.
    """
    new = f"""awk '$2 == "{BOOT}" {{ $0 = $1 " {BOOT} vfat {BOOT_OPTIONS} 0 0" }} 1' /etc/fstab"""
    run = f"cp -p /etc/fstab /etc/fstab.new && {new} >/etc/fstab.new"
    run += " && sync /etc/fstab.new && mv /etc/fstab.new /etc/fstab"
    return Step("line of fstab of the firmware, read-only", run, f"{new} | cmp -s - /etc/fstab")


def _mountpoint(path: str) -> Step:
    """A folder over which something is mounted: whose it is matters only above."""
    return Step(f"folder {path}", f"mkdir -p {quote(path)}", f"test -d {quote(path)}")


def _empty(path: str) -> Step:
    """A file of root's alone, whatever is in it.

    After a cut between its line of fstab and this, systemd has made a folder of it: it makes what a bind mount lacks.
    """
    name = quote(path)
    return Step(f"file {path}", f"rm -rf {name} && install -D -T -m 600 /dev/null {name}", f"test -f {name}")


def initramfs() -> Step:
    """Made anew where it is older than what must be in it."""
    of = "/var/lib/dpkg/info/overlayroot.list /var/lib/dpkg/info/busybox.list /etc/initramfs-tools/hooks/kiosk-sticks"
    newer = f'for one in /boot/initrd.img-*; do [ -e "$one" ] || continue; for of in {of}; do '
    newer += '[ "$one" -nt "$of" ] || exit 1; done; done'
    return Step("initramfs with the overlay in it", "update-initramfs -u -k all", newer)
