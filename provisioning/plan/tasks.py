"""What can be asked of a machine: a closed union of frozen tasks, each of which can tell whether it is done already."""

from dataclasses import dataclass, field
from pathlib import Path

ROOT = "root"


@dataclass(frozen=True, slots=True)
class File:
    """One file with all that matters of it."""

    path: str
    body: bytes = field(repr=False)
    mode: int = 0o644
    owner: str = ROOT
    group: str = ROOT


@dataclass(frozen=True, slots=True)
class Files:
    """Files that lie there word for word; each is replaced in one instant, so that a cut leaves the old or the new."""

    name: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder; what is in it is left alone."""

    path: str
    mode: int = 0o755
    owner: str = ROOT
    group: str = ROOT


@dataclass(frozen=True, slots=True)
class Gone:
    """A file that must not be there."""

    path: str


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link."""

    path: str
    target: str


@dataclass(frozen=True, slots=True)
class Packages:
    """Debian packages, without what they only recommend; those in `optional` only where the archive has them."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class User:
    """A user without a password; of `groups` those that the machine has."""

    name: str
    home: str
    shell: str
    system: bool = False
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """Units that begin with the machine, and units that never may."""

    enabled: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    disabled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Anything else, in the words of a shell: `unless` ends with 0 where nothing is to be done."""

    name: str
    run: str
    unless: str


@dataclass(frozen=True, slots=True)
class Release:
    """A release of the kiosk's own programs, put beside the others and made current."""

    version: str
    parts: tuple[tuple[str, Path], ...] = field(default=(), repr=False)
    """Folders of this machine by their names in a release: "wheels", "provisioning", "systemd", "clips"."""
    made_of: str = ""
    """One word for what is in them, where a version alone does not tell; "": it does, as in a signed bundle."""


Task = Files | Folder | Gone | Link | Packages | User | Units | Step | Release


def title(task: Task) -> str:
    """What a task is about, in one line."""
    match task:
        case Files():
            told = f"{task.name} ({len(task.files)} file{'s' * (len(task.files) != 1)})"
        case Folder():
            told = f"folder {task.path}"
        case Gone():
            told = f"no {task.path}"
        case Link():
            told = f"link {task.path}"
        case Packages():
            told = f"Debian packages ({len(task.needed)})"
        case User():
            told = f"user {task.name}"
        case Units():
            told = "units that begin with the machine, and those that never may"
        case Step():
            told = task.name
        case Release():
            told = f"release {task.version}"
    return told
