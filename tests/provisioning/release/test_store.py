"""What a boot finds, and what it makes of it."""

from pathlib import Path

import pytest

from provisioning.appliance.root.usr.local.lib.kiosk.releases import disk
from provisioning.appliance.root.usr.local.lib.kiosk.releases.command import main
from provisioning.appliance.root.usr.local.lib.kiosk.releases.installing import install
from provisioning.appliance.root.usr.local.lib.kiosk.releases.store import MOST_TRIES, YOUNG_NIGHTS, Store
from tests.provisioning.release import making


def add(store: Store, folder: Path, version: str) -> None:
    assert install(store, making.lay_out(folder / version, version), maker=making.make) == version


def test_a_trial_that_was_not_confirmed_is_over_at_the_next_boot(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, "1.1")
    store.switch("1.1", trial=True)
    assert store.current == "1.1"
    assert "back to 1.0" in store.guard()
    assert (store.current, store.trial) == ("1.0", None)
    assert not store.is_refused("1.1"), "the plug may have ended it"


def test_a_trial_that_ends_again_and_again_is_not_tried_for_ever(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, "1.1")
    for _ in range(MOST_TRIES):
        assert not store.is_refused("1.1")
        store.switch("1.1", trial=True)
        store.guard()
    assert store.is_refused("1.1")


def test_a_confirmed_one_stays(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, "1.1")
    store.switch("1.1", trial=True)
    store.confirm()
    assert store.guard() == ""
    assert (store.current, store.previous) == ("1.1", "1.0")


def test_by_hand_one_goes_back_to_the_one_before(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, "1.1")
    store.switch("1.1", trial=False)
    assert store.rollback(failed=True) == "1.0"
    assert store.is_refused("1.1")


def test_one_that_was_kept_lately_is_left_once_where_the_kiosk_gives_up(store: Store, tmp_path: Path) -> None:
    assert store.rescue() == ""
    add(store, tmp_path, "1.1")
    store.switch("1.1", trial=True)
    assert store.rescue() == "", "its trial is not over"
    store.confirm()
    assert store.rescue() == "1.0"
    assert store.is_refused("1.1")
    assert store.rescue() == ""
    assert store.current == "1.0"


def test_one_that_has_served_is_not_what_is_wrong(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, "1.1")
    store.switch("1.1", trial=True)
    store.confirm()
    for _ in range(YOUNG_NIGHTS):
        store.ages()
    assert store.rescue() == ""
    assert store.current == "1.1"


def test_one_that_is_chosen_again_is_refused_no_longer(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, "1.1")
    store.switch("1.1", trial=False)
    store.rollback(failed=True)
    assert store.waiting == ""
    assert main(["--data", str(store.data), "switch", "1.1"]) == 0
    assert not store.is_refused("1.1")


def test_what_is_not_whole_is_removed(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, "1.1")
    (store.at("1.1") / "complete").unlink()
    (store.folder / ".new-x").write_bytes(b"")
    assert "removed" in store.guard()
    assert sorted(path.name for path in store.folder.iterdir() if path.is_dir()) == ["1.0", "current"]


def test_a_current_one_that_is_gone_gives_way_to_the_newest(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, "1.1")
    (store.folder / "current").unlink()
    assert "now 1.1" in store.guard()
    (store.folder / "current").unlink()
    (store.folder / "current").symlink_to("7.7")
    assert "now 1.1" in store.guard()


def test_nothing_leads_to_what_is_not_whole(store: Store) -> None:
    with pytest.raises(ValueError, match="not whole"):
        store.switch("9.9", trial=False)
    assert store.current == "1.0"


def test_installing_once_more_changes_nothing(store: Store, tmp_path: Path) -> None:
    before = store.at("1.0").stat().st_ino
    add(store, tmp_path, "1.0")
    assert store.at("1.0").stat().st_ino == before


def test_a_folder_without_our_wheel_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty" / "wheels").mkdir(parents=True)
    assert "one wheel of ours" in str(install(store, tmp_path / "empty", maker=making.make))


def test_an_older_one_that_was_chosen_stays(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, "1.1")
    store.switch("1.1", trial=False)
    assert main(["--data", str(store.data), "switch", "1.0"]) == 0
    assert (store.current, store.waiting) == ("1.0", "")


def test_a_disk_that_cannot_be_put_in_order_is_one_line(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read_only(_: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(disk, "remove", read_only)
    assert main(["--data", str(store.data), "guard"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
