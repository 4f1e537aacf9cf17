"""An update from start to end: taken, tried, kept or left; and each reason why one is refused."""

import platform
import subprocess
from pathlib import Path

import pytest

from provisioning import packing
from provisioning.appliance.root.usr.local.lib.kiosk.releases import collecting, disk, status
from provisioning.appliance.root.usr.local.lib.kiosk.releases.installing import Maker, install
from provisioning.appliance.root.usr.local.lib.kiosk.releases.manifest import Fault
from provisioning.appliance.root.usr.local.lib.kiosk.releases.store import Store
from provisioning.appliance.root.usr.local.lib.kiosk.releases.updating import rescue, update
from tests.provisioning.release import making
from tests.provisioning.release.making import Kiosk, Signer

HERE = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]
THERE = {"amd64": "arm64", "arm64": "amd64"}[HERE]


def updated(store: Store, path: Path, key: Signer, broken: str = "") -> Fault:
    """Taken by whoever has no rights, installed by whoever has them."""
    collecting.tell(store, collecting.take(store, [path], key.public))
    return update(store, key.public, Kiosk(store, broken), making.make)


def test_a_newer_one_takes_the_place(store: Store, key: Signer, tmp_path: Path) -> None:
    answer = updated(store, making.bundle(tmp_path, key, "1.1"), key)
    assert answer.result == status.UPDATED
    assert making.running(store) == "1.1"
    assert (store.previous, store.trial) == ("1.0", None)
    said = status.read(store)
    assert (said["running"], said["result"]) == ("1.1", "updated")
    assert list(store.incoming.iterdir()) == []
    wheels = {path.name for path in (store.at("1.1") / "wheels").iterdir()}
    assert len(wheels) == 3, "those of another kind of machine stay away"


def test_two_are_kept(store: Store, key: Signer, tmp_path: Path) -> None:
    for version in ("1.1", "1.2", "1.10"):
        assert updated(store, making.bundle(tmp_path, key, version), key).result == status.UPDATED
    assert store.versions() == ["1.2", "1.10"]


def test_a_broken_one_is_left_and_never_tried_again(store: Store, key: Signer, tmp_path: Path) -> None:
    path = making.bundle(tmp_path, key, "1.1")
    answer = updated(store, path, key, broken="1.1")
    assert answer.result == status.ROLLED_BACK
    assert making.running(store) == "1.0"
    assert store.versions() == ["1.0"]
    again = updated(store, path, key)
    assert "not tried again" in again.reason
    assert making.running(store) == "1.0"
    assert updated(store, making.bundle(tmp_path, key, "1.2"), key).result == status.UPDATED


def test_one_waits_until_nobody_is_there_and_is_not_fetched_again(store: Store, key: Signer, tmp_path: Path) -> None:
    collecting.tell(store, collecting.take(store, [making.bundle(tmp_path, key, "1.1")], key.public))
    busy = update(store, key.public, Kiosk(store, rested=False), making.make)
    assert (busy.result, status.read(store)["result"]) == (status.WAITING, status.WAITING)
    assert (making.running(store), store.trial, store.waiting) == ("1.0", None, "1.1")
    assert list(store.incoming.iterdir()) == []
    assert update(store, key.public, Kiosk(store), making.make).result == status.UPDATED
    assert (making.running(store), store.waiting) == ("1.1", "")


def test_one_that_waits_makes_way_for_a_newer_one(store: Store, key: Signer, tmp_path: Path) -> None:
    collecting.tell(store, collecting.take(store, [making.bundle(tmp_path, key, "1.1")], key.public))
    update(store, key.public, Kiosk(store, rested=False), making.make)
    assert updated(store, making.bundle(tmp_path, key, "1.2"), key).result == status.UPDATED
    assert store.versions() == ["1.0", "1.2"]


def test_one_that_cannot_be_installed_changes_nothing(store: Store, key: Signer, tmp_path: Path) -> None:
    answer = updated(store, making.bundle(tmp_path, key, "1.13.1"), key)
    assert "cannot be installed" in answer.reason
    assert (making.running(store), store.versions()) == ("1.0", ["1.0"])


def test_an_older_one_is_refused(store: Store, key: Signer, tmp_path: Path) -> None:
    assert "older" in updated(store, making.bundle(tmp_path, key, "0.9"), key).reason
    assert updated(store, making.bundle(tmp_path, key, "1.0.0"), key).result == status.CURRENT


def test_one_that_leaves_out_a_step_is_refused(store: Store, key: Signer, tmp_path: Path) -> None:
    path = making.bundle(tmp_path, key, "3.0", minimum="2.0")
    assert "take that one first" in updated(store, path, key).reason


def test_one_for_other_machines_is_refused(store: Store, key: Signer, tmp_path: Path) -> None:
    path = making.bundle(tmp_path, key, "1.1", architectures=(THERE,))
    assert f"this machine is {HERE}" in updated(store, path, key).reason


@pytest.mark.parametrize("free", [0, 1 << 20])
def test_a_full_card_is_told_before_with_figures(
    free: int, store: Store, key: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = making.bundle(tmp_path, key, "1.1")
    monkeypatch.setattr(disk, "free_bytes", lambda _: free)
    answer = updated(store, path, key)
    assert answer.result == "full"
    assert f"{free >> 20} MB free" in answer.reason
    assert (making.running(store), store.versions()) == ("1.0", ["1.0"])


def test_root_believes_nobody_who_has_no_rights(store: Store, key: Signer, tmp_path: Path) -> None:
    """Whoever unpacked may have been taken over: each file is looked at once more."""
    path = making.bundle(tmp_path, key, "1.1")
    for change in (swap_file, swap_for_link, swap_folder_for_link, swap_manifest):
        collecting.tell(store, collecting.take(store, [path], key.public))
        change(store.incoming / collecting.RELEASE, tmp_path)
        answer = update(store, key.public, Kiosk(store), making.make)
        assert answer.result == "refused", change
        assert (making.running(store), store.versions()) == ("1.0", ["1.0"])


def swap_file(release: Path, _: Path) -> None:
    (release / "systemd/kiosk.service").write_bytes(b"[Evil]\n")


def swap_for_link(release: Path, elsewhere: Path) -> None:
    whole = (release / "systemd/kiosk.service").read_bytes()
    (elsewhere / "same").write_bytes(whole)
    (release / "systemd/kiosk.service").unlink()
    (release / "systemd/kiosk.service").symlink_to(elsewhere / "same")


def swap_folder_for_link(release: Path, elsewhere: Path) -> None:
    (release / "systemd").rename(elsewhere / "moved")
    (release / "systemd").symlink_to(elsewhere / "moved")


def swap_manifest(release: Path, _: Path) -> None:
    path = release / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"1.1"', b'"1.9"'))


def test_of_several_the_first_good_one_is_taken(store: Store, key: Signer, tmp_path: Path) -> None:
    old, new = making.bundle(tmp_path, key, "0.9"), making.bundle(tmp_path, key, "1.1")
    assert collecting.take(store, [tmp_path / "none", old, new], key.public).result == collecting.READY


def test_nothing_on_the_stick_is_no_fault(store: Store, key: Signer) -> None:
    assert collecting.take(store, [], key.public).result == status.CURRENT


def test_the_wheel_of_the_one_that_runs_under_another_name_harms_nothing(
    store: Store, key: Signer, tmp_path: Path
) -> None:
    into = tmp_path / "coup-de-pouce-1.1.kiosk"
    source = making.lay_out(tmp_path / "wrong", "1.0")
    packing.pack(source, key.private, into, version="1.1", minimum="0", architectures=packing.ARCHITECTURES)
    assert "holds the wheel of 1.0" in updated(store, into, key).reason
    assert (making.running(store), store.versions()) == ("1.0", ["1.0"])


def test_after_a_rescue_what_was_made_for_the_release_that_was_left_is_made_anew(
    store: Store, key: Signer, tmp_path: Path
) -> None:
    updated(store, making.bundle(tmp_path, key, "1.1"), key)
    kiosk = Kiosk(store)
    assert "back to 1.0" in rescue(store, kiosk)
    assert (making.running(store), kiosk.kept) == ("1.0", 1)


def fills_the_card(folder: Path, version: str) -> Fault | None:
    making.make(folder, version)
    with Path("/dev/full").open("wb", buffering=0) as card:
        card.write(b"x")
    return None


def never_ends(folder: Path, version: str) -> Fault | None:
    making.make(folder, version)
    subprocess.run(["/usr/bin/sleep", "60"], check=True, timeout=0.01)
    return None


@pytest.mark.parametrize(("maker", "why"), [(fills_the_card, "No space left"), (never_ends, "timed out")])
def test_an_installation_that_breaks_off_is_told_and_leaves_nothing(
    store: Store, key: Signer, tmp_path: Path, maker: Maker, why: str
) -> None:
    collecting.tell(store, collecting.take(store, [making.bundle(tmp_path, key, "1.1")], key.public))
    assert update(store, key.public, Kiosk(store), maker).result == "refused"
    said = status.read(store)
    assert (said["result"], why in said["reason"]) == ("refused", True)
    assert not store.at("1.1").exists()
    assert making.running(store) == "1.0"


def test_a_file_that_cannot_be_read_as_one_is_told_and_leaves_nothing(
    store: Store, key: Signer, tmp_path: Path
) -> None:
    collecting.tell(store, collecting.take(store, [making.bundle(tmp_path, key, "1.1")], key.public))
    clip = store.incoming / collecting.RELEASE / "clips/fr/hello.wav"
    clip.unlink()
    clip.mkdir()
    assert "Is a directory" in update(store, key.public, Kiosk(store), making.make).reason
    assert (making.running(store), store.at("1.1").exists()) == ("1.0", False)


def test_what_a_cut_left_is_gone_before_room_is_looked_for(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.at("1.1").mkdir()
    monkeypatch.setattr(disk, "free_bytes", lambda _: 0 if store.at("1.1").exists() else 1 << 40)
    assert install(store, making.lay_out(tmp_path / "new", "1.1"), maker=making.make) == "1.1"


def test_of_a_stick_the_newest_version_comes_first(tmp_path: Path) -> None:
    names = ["coup-de-pouce-1.10.kiosk", "coup-de-pouce-1.9.1.kiosk", "coup-de-pouce-1.9.kiosk", "zut (2).kiosk"]
    for name in names:
        (tmp_path / name).touch()
    assert [path.name for path in collecting.newest_first(tmp_path)] == names
