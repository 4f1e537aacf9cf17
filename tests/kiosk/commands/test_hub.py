"""`kiosk hub` where it must not run, without any hub; what it does is in tests/hub."""

import os
from pathlib import Path

import pytest

from kiosk.__main__ import main


def test_another_user_than_the_hubs_touches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files that root makes in the folder would stop the hub."""
    hub = tmp_path / "hub"
    assert main(["hub", "prepare", "--hub", str(hub)]) == 0
    before = sorted(path.name for path in hub.iterdir())
    monkeypatch.setattr(os, "geteuid", lambda: hub.stat().st_uid + 1)
    for words in (["prepare"], ["list"], ["enrol", "--place", "a", "-o", str(tmp_path / "files")]):
        assert main(["hub", *words, "--hub", str(hub)]) == 1
        assert f"{hub}: is {hub.owner()}'s; run this as that user" in capsys.readouterr().err
    assert sorted(path.name for path in hub.iterdir()) == before
    assert not (tmp_path / "files").exists()


def test_a_failure_leaves_no_credential_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.hub import enrolment

    hub = tmp_path / "hub"
    monkeypatch.setattr(enrolment, "is_name", lambda _text: True)  # the table itself refuses an empty place
    assert main(["hub", "enrol", "--place", "", "--count", "3", "-o", str(tmp_path / "files"), "--hub", str(hub)]) == 1
    assert list((tmp_path / "files").iterdir()) == []
