"""`kiosk graph`, as it is typed."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.usage.counters import rows_of
from kiosk.usage.store import FILE_NAME, Store
from tests.kiosk.usage.hand import visit

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Debian's graphviz is not installed")


@needs_dot
def test_one_journey_with_where_visits_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open(tmp_path / FILE_NAME)
    for _ in range(6):
        store.add(rows_of(visit(journey="accueil", step="forem"), datetime.now(UTC).date() - timedelta(days=14)))
    store.close()
    target = tmp_path / "accueil.svg"
    assert main(["graph", "accueil", "-o", str(target), "--counts", "--data", str(tmp_path)]) == 0
    assert "Fin de 6" in target.read_text(encoding="utf-8").replace("\u00a0", " ").replace("&#160;", " ")
    assert capsys.readouterr().out == f"{target}\n"


@needs_dot
def test_all_journeys_go_to_a_folder(tmp_path: Path) -> None:
    assert main(["graph", "--all", "-o", str(tmp_path / "all"), "--data", str(tmp_path)]) == 0
    names = {path.name for path in (tmp_path / "all").iterdir()}
    assert {"accueil.svg", "commune_identite.svg", "forem_inscription.svg"} < names


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name one journey, or give --all"),
        (["accueil", "--all"], "name one journey, or give --all"),
        (["nulle_part"], "nulle_part: unknown; expected one of: accueil,"),
    ],
)
def test_what_makes_no_sense_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["graph", *words, "--data", str(tmp_path)]) == 1
    assert said in capsys.readouterr().err


def test_damaged_counts_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"damaged " * 600)
    assert main(["graph", "accueil", "--counts", "--data", str(tmp_path)]) == 1
    assert "file is not a database" in capsys.readouterr().err
