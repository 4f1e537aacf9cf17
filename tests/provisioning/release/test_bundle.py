"""A bundle is taken whole and signed, or not at all."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from provisioning import packing
from provisioning.appliance.root.usr.local.lib.kiosk.releases import manifest, signature
from provisioning.appliance.root.usr.local.lib.kiosk.releases.bundle import PAYLOAD, unpack
from provisioning.appliance.root.usr.local.lib.kiosk.releases.manifest import Fault, Manifest
from tests.provisioning.release import making
from tests.provisioning.release.making import Signer


def refused(path: Path, key: Signer, into: Path) -> str:
    """Why it is not taken; nothing of it is left."""
    taken = unpack(path, key.public, into)
    assert isinstance(taken, Fault)
    assert not into.exists()
    return taken.reason


def test_a_whole_one_is_laid_out_as_it_was(key: Signer, tmp_path: Path) -> None:
    path = making.bundle(tmp_path, key, "2.0")
    taken = unpack(path, key.public, tmp_path / "into")
    assert isinstance(taken, Manifest)
    assert (taken.version, taken.minimum) == ("2.0", "0")
    for name, body in making.FILES.items():
        assert (tmp_path / "into" / name).read_bytes() == body
    assert (tmp_path / "into" / "provisioning/provision").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "into" / "systemd/kiosk.service").stat().st_mode & 0o777 == 0o644


def test_the_same_files_and_key_make_the_same_bytes(key: Signer, tmp_path: Path) -> None:
    one, other = (making.bundle(tmp_path / name, key, "2.0") for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()
    assert (one.parent / "latest").read_bytes() == (other.parent / "latest").read_bytes()


def test_another_key_is_not_believed(key: Signer, tmp_path: Path) -> None:
    other = making.signer(tmp_path, "other")
    path = making.bundle(tmp_path, other, "2.0")
    assert "signature" in refused(path, key, tmp_path / "into")


def test_without_a_key_nobody_is_believed(key: Signer, tmp_path: Path) -> None:
    path = making.bundle(tmp_path, key, "2.0")
    assert "empty" in refused(path, Signer(key.private, ""), tmp_path / "into")


def test_a_signature_for_something_else_is_none_here(
    key: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(signature, "NAMESPACE", "git")
        path = making.bundle(tmp_path, key, "2.0")
    assert "signature" in refused(path, key, tmp_path / "into")


@pytest.mark.parametrize("part", [0.0, 0.01, 0.3, 0.6, 0.9, 0.99])
def test_a_cut_one_is_refused(part: float, key: Signer, tmp_path: Path) -> None:
    path = making.bundle(tmp_path, key, "2.0")
    whole = path.read_bytes().rstrip(b"\0")
    path.write_bytes(whole[: int(len(whole) * part)])
    assert refused(path, key, tmp_path / "into")


def test_no_changed_byte_of_the_payload_is_taken(key: Signer, tmp_path: Path) -> None:
    path = making.bundle(tmp_path, key, "2.0")
    body = bytearray(path.read_bytes())
    body[body.index(b"\xfd7zXZ") + 40] ^= 1
    path.write_bytes(body)
    assert "damaged" in refused(path, key, tmp_path / "into")


def test_what_is_no_tar_is_refused(key: Signer, tmp_path: Path) -> None:
    path = tmp_path / "x.kiosk"
    path.write_bytes(b"<html>" * 1000)
    assert "no release" in refused(path, key, tmp_path / "into")


def link(name: str) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = tarfile.SYMTYPE, "../../../etc/passwd"
    return member


MEMBERS = {
    "above": tarfile.TarInfo("../escaped"),
    "through": tarfile.TarInfo("wheels/../../escaped"),
    "absolute": tarfile.TarInfo("/escaped"),
    "link": link("wheels/other-1-py3-none-any.whl"),
}


@pytest.mark.parametrize("member", MEMBERS.values(), ids=MEMBERS)
def test_even_a_signed_one_writes_nowhere_else(member: tarfile.TarInfo, key: Signer, tmp_path: Path) -> None:
    """By whoever holds the key and is careless: the payload holds what the manifest does not name."""
    path = signed_with(tmp_path, key, member)
    assert "does not name" in refused(path, key, tmp_path / "a" / "b" / "into")
    assert not list(tmp_path.rglob("escaped"))


@pytest.mark.parametrize("name", ["../x", "wheels/../x", "/x", "x", "venv/bin/python", "wheels//x", "wheels/a\nb", ""])
def test_a_manifest_names_only_files_of_a_release(name: str, key: Signer, tmp_path: Path) -> None:
    path = making.bundle(tmp_path, key, "2.0")
    with tarfile.open(path) as outer:
        file = outer.extractfile(manifest.NAME)
        assert file
        said = json.loads(file.read())
    assert isinstance(manifest.read(json.dumps(said).encode()), Manifest)
    said["files"][name] = [0, "0" * 64, False]
    assert isinstance(manifest.read(json.dumps(said).encode()), Fault)


def signed_with(folder: Path, key: Signer, member: tarfile.TarInfo) -> Path:
    """A bundle whose payload holds one member that is not named so."""
    payload = folder / PAYLOAD
    with tarfile.open(payload, "w:xz") as inner:
        inner.addfile(member)
    wanted = manifest.File(5, "0" * 64)
    release = Manifest("2.0", "0", ("amd64",), packing._file(payload), {"wheels/other-1-py3-none-any.whl": wanted})
    said = manifest.write(release)
    path = folder / "x.kiosk"
    with tarfile.open(path, "w") as outer:
        for name, body in (
            (manifest.NAME, said),
            (manifest.SIGNATURE, signature.sign(said, key.private)),
            (PAYLOAD, payload.read_bytes()),
        ):
            info = tarfile.TarInfo(name)
            info.size = len(body)
            outer.addfile(info, io.BytesIO(body))
    return path
