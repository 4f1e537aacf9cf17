"""Tasks as operations of pyinfra: each looks first, and yields commands only for what is not yet so."""

import base64
import hashlib
import io
import posixpath
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import join, quote

from pyinfra import host
from pyinfra.api import FactBase, FileUploadCommand, StringCommand, operation
from pyinfra.operations import files as stock

from provisioning import wheels
from provisioning.plan.tasks import File, Files, Folder, Gone, Link, Packages, Release, Step, Task, Units, User
from provisioning.plan.whole import RELEASES

_NEW = ".new"
_INCOMING = "/data/releases/.incoming"
_MARK = ".made-of"


class Said(FactBase[list[str]]):
    """The lines that a command prints, whatever it ends with; its words are those of no language."""

    def command(self, script: str) -> str:
        return f"{{ export LC_ALL=C; {script}\n}} 2>/dev/null || true"

    @staticmethod
    def default() -> list[str]:
        return []

    def process(self, output: list[str]) -> list[str]:
        return list(output)


def _so(script: str) -> bool:
    """Whether a test of the shell holds on the machine."""
    return "so" in host.get_fact(Said, script=f"( {script}\n) >&2 && echo so")


def _files(task: Files) -> Iterator[StringCommand]:
    """One archive of what differs, laid beside the old files, each put in its place in one instant."""
    paths = join(file.path for file in task.files)
    lines = host.get_fact(Said, script=f"sha256sum -- {paths}; stat -c '%a %U %G %F %n' -- {paths}")
    there = set(lines)
    changed = [file for file in task.files if not _same(file, there)]
    if not changed:
        return
    folders = sorted({posixpath.dirname(file.path) for file in changed})
    moves = " && ".join(f"mv -fT {quote(file.path + _NEW)} {quote(file.path)}" for file in changed)
    news = join(file.path + _NEW for file in changed)
    script = f"mkdir -p {join(folders)} && umask 077 && base64 -d | tar -xpmf - -C / && sync {news} && {moves}"
    yield StringCommand(script, _stdin=_archive(changed))


def _same(file: File, there: set[str]) -> bool:
    """Whether the file is there, word for word, with its owner and mode."""
    kind = "regular file" if file.body else "regular empty file"
    state = f"{file.mode:o} {file.owner} {file.group} {kind} {file.path}"
    return f"{hashlib.sha256(file.body).hexdigest()}  {file.path}" in there and state in there


def _archive(files: list[File]) -> str:
    """Files as text that any connection can carry; owners are looked up where they will lie."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for file in files:
            info = tarfile.TarInfo(file.path.removeprefix("/") + _NEW)
            info.size, info.mode, info.uname, info.gname = len(file.body), file.mode, file.owner, file.group
            archive.addfile(info, io.BytesIO(file.body))
    return base64.encodebytes(buffer.getvalue()).decode()


_APT = (
    "DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -q -y"
    " -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3"
)
_KEEP = "-o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold"
"""Files that are ours stay ours when a package brings new ones."""


def _packages(task: Packages) -> Iterator[str]:
    """Only what is missing; a dpkg that was cut finishes first."""
    names = join([*task.needed, *task.optional])
    form = quote("${Package} ${db:Status-Status}\n")
    there = set(host.get_fact(Said, script=f"dpkg-query -W -f={form} {names}"))
    missing = [name for name in task.needed if f"{name} installed" not in there]
    absent = [name for name in task.optional if f"{name} installed" not in there]
    cut = bool(host.get_fact(Said, script="dpkg --audit; ls /var/lib/dpkg/updates"))
    if cut:
        yield "DEBIAN_FRONTEND=noninteractive dpkg --configure -a --force-confdef --force-confold"
        yield f"{_APT} {_KEEP} --fix-broken install"
    if missing:
        yield f"{_APT} update --error-on=any"
        # Some archives have more: what is only there as a name, or not at all, has no candidate.
        wanted = f'$(for one in {join(absent)}; do {_HAS.format("$one")} && echo "$one"; done; true)' if absent else ""
        yield f"{_APT} {_KEEP} --no-install-recommends install {join(missing)} {wanted}"
        yield "apt-get clean"


_HAS = "LC_ALL=C apt-cache policy \"$one\" | grep -q 'Candidate: [^(]'"


def _user(task: User) -> Iterator[str]:
    """Made once; of its groups those that the machine has."""
    if not _so(f"id -u {quote(task.name)}"):
        kind = "--system --no-create-home" if task.system else "--create-home"
        where = f"--home-dir {quote(task.home)} --shell {quote(task.shell)}"
        yield f"useradd {kind} --user-group {where} {quote(task.name)}"
    # No password opens it; "!" would shut out keys, too.
    if not _so(f"getent shadow {quote(task.name)} | cut -d : -f 2 | grep -qx '[*]'"):
        yield f"usermod --password '*' {quote(task.name)}"
    for group in task.groups:
        if _so(f"getent group {group} && ! id -nG {quote(task.name)} | tr ' ' '\\n' | grep -qx {group}"):
            yield f"usermod --append --groups {group} {quote(task.name)}"


def _units(task: Units) -> Iterator[str]:
    """By links alone, so that it is the same in a folder and on a machine that runs."""
    for verb, state, names in (
        ("mask", "masked", task.masked),
        ("enable", "enabled", task.enabled),
        ("disable", "disabled", task.disabled),
    ):
        there = [name.removeprefix("?") for name in names]
        ask = f'for one in {join(there)}; do echo "$one $(systemctl --root=/ is-enabled "$one")"; done'
        now = dict(line.split(" ", 1) for line in host.get_fact(Said, script=ask) if " " in line) if there else {}
        passed = {name.removeprefix("?") for name in names if name.startswith("?")}
        todo = [one for one in there if now.get(one) not in {state, "static"}]
        todo = [one for one in todo if one not in passed or now.get(one) not in {None, "", "not-found"}]
        if todo:
            yield f"systemctl --root=/ {verb} {join(todo)}"


def _step(task: Step) -> Iterator[str]:
    if not _so(task.unless):
        yield task.run


def _release(task: Release) -> Iterator[StringCommand | FileUploadCommand | str]:
    """Unpacked beside the others, installed without an index, made current at the end."""
    at = f"/data/releases/{task.version}"
    if _so(f'test -e {at}/complete && test "$(readlink -f /data/releases/current)" = {at}{_made_of(task, at)}'):
        return
    if task.made_of and not _so(f"true{_made_of(task, at)}"):
        yield f"rm -f {at}/complete && rm -rf {at}"
    yield f"rm -rf {_INCOMING} && mkdir -p {_INCOMING}"
    with packed(task.parts) as bundle:
        yield FileUploadCommand(str(bundle), f"{_INCOMING}/bundle.tar")
    yield f"tar -C {_INCOMING} --no-same-owner -xf {_INCOMING}/bundle.tar && rm {_INCOMING}/bundle.tar"
    yield f"python3 -I {RELEASES} install {_INCOMING}"
    yield f"python3 -I {RELEASES} switch {quote(task.version)}"
    if task.made_of:
        yield f"echo {task.made_of} >{at}/{_MARK}"
    yield f"rm -rf {_INCOMING}"


def _made_of(task: Release, at: str) -> str:
    """The part of a test that asks whether the same version is the same release."""
    return f' && test "$(cat {at}/{_MARK})" = {task.made_of}' if task.made_of else ""


@contextmanager
def packed(parts: tuple[tuple[str, Path], ...]) -> Iterator[Path]:
    """Folders as one archive, as long as it is needed."""
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "release.tar"
        with tarfile.open(path, "w") as archive:
            for name, folder in parts:
                for one in wheels.listed(name, folder):
                    archive.add(one, f"{name}/{one.relative_to(folder)}", recursive=False, filter=_plain)
        yield path


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Root's, and for everybody to read."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mode = 0o755 if member.mode & 0o100 else 0o644
    return member


_OURS = {
    Files: operation()(_files),
    Packages: operation()(_packages),
    User: operation()(_user),
    Units: operation()(_units),
    Step: operation()(_step),
    Release: operation()(_release),
}


def operations(task: Task) -> tuple[Callable[..., object], dict[str, object]]:
    """The operation that brings a task about, and its arguments."""
    match task:
        case Folder():
            mode = f"{task.mode:o}"
            return stock.directory, {"path": task.path, "user": task.owner, "group": task.group, "mode": mode}
        case Link():
            return stock.link, {"path": task.path, "target": task.target, "force": True, "force_backup": False}
        case Gone():
            return stock.file, {"path": task.path, "present": False}
        case Files() | Packages() | User() | Units() | Step() | Release():
            return _OURS[type(task)], {"task": task}
