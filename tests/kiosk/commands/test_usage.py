"""`kiosk usage export` and `kiosk usage poster`, as typed."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.usage.export import BOM, Export, from_json
from kiosk.usage.period import week_period
from kiosk.usage.store import FILE_NAME, Store
from tests.kiosk.usage.samples import USUAL, WEEK, rows

COMING = week_period(date.today() + timedelta(days=8))  # noqa: DTZ011  # not over anywhere on earth


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store = Store.open(tmp_path / FILE_NAME)
    store.add(rows(USUAL))
    store.close()
    return tmp_path


def test_a_spreadsheet_on_standard_output(data: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["usage", "export", "--data", str(data)]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[0].startswith(f"{BOM}Semaine;Du;Au;")
    assert (
        "2026-W47;2026-11-16;2026-11-22;Visites;Ma carte d’identité;commune_identite;Rendez-vous pris;booked;23;"
        in lines
    )


def test_json_in_a_file(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "comptes.json"
    assert main(["usage", "export", "--json", "-o", str(file), "--data", str(data)]) == 0
    found = from_json(file.read_bytes())
    assert isinstance(found, Export)
    assert [week.week for week in found.weeks] == [WEEK]
    assert capsys.readouterr().out == f"{file}: weeks: 1\n"


def test_what_cannot_be_read_or_written_is_said(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["usage", "export", "-o", str(tmp_path / "no" / "folder.csv"), "--data", str(data)]) == 1
    assert "cannot be written (No such file or directory)" in capsys.readouterr().err
    (data / FILE_NAME).write_bytes(b"damaged " * 600)
    assert main(["usage", "export", "--data", str(data)]) == 1
    assert "file is not a database" in capsys.readouterr().err


def test_a_poster(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("typst", reason="pip install .[poster]")
    own, other, numbers = tmp_path / "own.pdf", tmp_path / "other.pdf", tmp_path / "comptes.json"
    assert main(["usage", "poster", "--week", WEEK, "-o", str(own), "--data", str(data)]) == 0
    assert "Semaine du 16 au 22" in capsys.readouterr().out
    assert own.read_bytes().startswith(b"%PDF-1.7")
    assert main(["usage", "export", "--json", "-o", str(numbers), "--data", str(data)]) == 0
    elsewhere = ["--numbers", str(numbers), "--data", str(tmp_path / "elsewhere")]
    assert main(["usage", "poster", "--week", WEEK, "-o", str(other), *elsewhere]) == 0
    assert own.read_bytes() == other.read_bytes(), "the numbers were carried to another machine"


def test_no_poster_of_a_week_that_is_not_over(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "poster.pdf"
    assert main(["usage", "poster", "--week", COMING, "-o", str(file), "--data", str(data)]) == 1
    said = capsys.readouterr().err
    assert f"{COMING} was not over on" in said
    assert "its poster can be made from numbers of" in said
    assert not file.exists()


@pytest.mark.parametrize("week", ["2026-W60", "2026-11-16", "47", "2026-W4", "../W47"])
def test_what_is_no_week_is_refused(week: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["usage", "poster", "--week", week, "-o", str(tmp_path / "poster.pdf"), "--data", str(tmp_path)])
    assert ended.value.code == 2
    assert "expected one like 2026-W47" in capsys.readouterr().err


def test_numbers_that_are_none_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.json").write_text("[]", encoding="ascii")
    for name, said in (("x.json", "is not what `kiosk usage export --json` writes"), ("none.json", "cannot be read")):
        words = ["--numbers", str(tmp_path / name), "-o", str(tmp_path / "p.pdf"), "--data", str(tmp_path)]
        assert main(["usage", "poster", "--week", WEEK, *words]) == 1
        assert said in capsys.readouterr().err


def test_without_typst_it_says_what_to_install(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["usage", "poster", "--week", WEEK, "-o", str(tmp_path / "p.pdf"), "--data", str(data)]) == 1
    assert "pip install .[poster]" in capsys.readouterr().err
