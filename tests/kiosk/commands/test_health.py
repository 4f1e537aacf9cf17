"""`kiosk health`, by the real command line."""

import json
from pathlib import Path

import pytest

from kiosk.__main__ import main


def test_the_table_says_what_to_do_and_ends_with_the_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["health", "--data", str(tmp_path), "--simulate", "ill"]) == 1
    lines = capsys.readouterr().out.splitlines()
    at = next(
        number for number, line in enumerate(lines) if "La borne est trop chaude\N{NO-BREAK SPACE}: 83 degrés." in line
    )
    assert lines[at].startswith("en panne  La température")
    assert lines[at + 1].strip() == "→ Dégagez les ouvertures d’air. Éloignez la borne du soleil."
    assert lines[-1] == "La borne n’est pas prête."


def test_tools_read_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["health", "--json", "--data", str(tmp_path), "--simulate", "well"])
    told = json.loads(capsys.readouterr().out)
    states = {one["id"]: one["state"] for one in told["checks"]}
    assert states["temperature"] == states["power"] == states["storage"] == states["disk"] == "ready"
    assert states["clips"] == "attention"
    assert str(tmp_path) not in json.dumps(told)


def test_a_damaged_file_is_named_and_not_the_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "usage.db").write_bytes(b"garbage" * 100)
    assert main(["health", "--data", str(tmp_path)]) == 1
    assert "Un fichier de la borne est abîmé." in capsys.readouterr().out


def test_a_site_that_is_ready_ends_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.checks import disk
    from kiosk.health import running
    from kiosk.health.result import CheckId

    only = (running.Check(CheckId("disk"), disk.TITLE, disk.ICON, disk.look),)
    monkeypatch.setattr(running, "all_checks", lambda: only)
    assert main(["health", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "La borne est prête."


def test_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["health", "--data", str(tmp_path), "--simulate", "tired"])
    assert ended.value.code == 2
