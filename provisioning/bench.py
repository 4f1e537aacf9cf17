"""A bench of Pis: a TOML file with one [[pi]] table each."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from provisioning.running import Machine


class BenchError(Exception):
    """The file is not as it should be: file, key, what is expected."""


class _Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file; paths may be relative to it."""

    host: Annotated[str, msgspec.Meta(min_length=1)]
    user: str = "root"
    port: int = 22
    key: str = ""
    """A private key; empty: the agent's, or those that ssh itself would take."""
    name: str = ""
    site: str = ""
    """Another site's settings than those of --site."""
    hub_credential: str = ""


class _Bench(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pi: list[_Row]


@dataclass(frozen=True, slots=True)
class Pi:
    """A machine, as it is called in what is reported, with its site's settings and its credential."""

    name: str
    machine: Machine
    site: Path
    credential: Path | None = None


def pis(path: Path, site: Path) -> list[Pi]:
    """The Pis of a bench. Raises BenchError."""
    try:
        rows = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Bench).pi
    except OSError as error:
        raise BenchError(f"{path.name}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BenchError(f"{path.name}: {error}; expected [[pi]] tables with host and user") from error
    names = [row.name or row.host for row in rows]
    if len(set(names)) < len(names):
        raise BenchError(f"{path.name}: pi.name: one stands twice; expected another name for each")
    found = [_pi(path.parent, row, site) for row in rows]
    _none_twice(path, found)
    return found


def _none_twice(path: Path, found: list[Pi]) -> None:
    """The hub keeps the greatest number of each kiosk: two under one name would lose counts."""
    first: dict[Path, str] = {}
    for pi in found:
        if pi.credential is not None and (other := first.setdefault(pi.credential.resolve(), pi.name)) != pi.name:
            raise BenchError(
                f"{path.name}: pi.hub_credential: {other} and {pi.name} name the same file, {pi.credential.name}; "
                "expected one of its own for each, by `kiosk hub enrol`"
            )


def _pi(folder: Path, row: _Row, site: Path) -> Pi:
    data: dict[str, object] = {"ssh_hostname": row.host, "ssh_user": row.user, "ssh_port": row.port}
    if row.key:
        data["ssh_key"] = str(folder / Path(row.key).expanduser())
    machine = Machine(row.name or row.host, data, sudo=row.user != "root")
    credential = folder / row.hub_credential if row.hub_credential else None
    return Pi(row.name or row.host, machine, folder / row.site if row.site else site, credential)
