"""`kiosk place new` and `kiosk check --place`, by the real command line."""

from pathlib import Path

import pytest

from kiosk.__main__ import main

NOBODY = "« Demandez le numéro de la commune à une personne. »"


def begun(data: Path, name: str = "Binche") -> Path:
    assert main(["place", "new", name, "--data", str(data)]) == 0
    (path,) = (data / "places").iterdir()
    return path


def test_a_new_file_is_told_where_it_lies_and_passes_its_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = begun(tmp_path)
    assert path.name == "binche.yaml"
    assert capsys.readouterr().out.splitlines() == [
        str(path),
        f"fill it in, then: kiosk check --place {path}",
        'in the settings of the site: commune = "binche"',
    ]
    main(["check", "--place", str(path), "--data", str(tmp_path)])
    own = [line for line in capsys.readouterr().out.splitlines() if line.startswith(f"{path}:")]
    assert all("(note)" in line for line in own)
    line = path.read_text(encoding="utf-8").splitlines().index("  commune_phone:") + 1
    assert any(one.startswith(f"{path}:{line}: value-missing (note): ") and NOBODY in one for one in own)


def test_faults_of_a_file_in_preparation_are_named_with_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = begun(tmp_path)
    empty = "  commune_phone:\n    text:\n"
    text = path.read_text(encoding="utf-8").replace(empty, "  commune_phone:\n    text: 064/00.00.00\n", 1)
    path.write_text(text, encoding="utf-8")
    line = text.splitlines().index("    text: 064/00.00.00") + 1
    assert main(["check", "--place", str(path), "--data", str(tmp_path)]) == 1
    found = capsys.readouterr().out
    assert f"{path}:{line}: phone-form: commune_phone: the number « 064/00.00.00 » is not written in groups" in found
    assert 'write "064 00 00 00"' in found
    assert f"{path}:{line}: fact-missing: " in found
    assert "clip" not in found


def test_a_file_whose_id_is_another_one_is_named_and_nothing_else_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = begun(tmp_path)
    text = path.read_text(encoding="utf-8").replace("id: binche", "id: manage").replace("commune_phone:", "fax:", 1)
    path.write_text(text, encoding="utf-8")
    assert main(["check", "--place", str(path), "--data", str(tmp_path)]) == 1
    own = [line for line in capsys.readouterr().out.splitlines() if line.startswith(f"{path}:")]
    assert own == [f"{path}:1: format: the id is 'manage'; name it 'binche' like the file"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Binche"], "is there already; edit it, or name another one with -o"),
        (["!"], "is no name of a commune"),
        (["Manage", "-o", "binche.yaml"], "the file of this commune is named manage.yaml"),
    ],
)
def test_what_cannot_be_begun_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    path = begun(tmp_path)
    before = path.read_bytes()
    capsys.readouterr()
    assert main(["place", "new", *words, "--data", str(tmp_path)]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1
    assert path.read_bytes() == before
