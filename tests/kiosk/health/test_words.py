"""Every sentence of every check keeps the rules of writing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import kiosk.checks
import kiosk.health
from kiosk.checking.content import text_findings
from kiosk.checking.glossary import read_glossary
from kiosk.checking.spelling import spelling_findings
from kiosk.checking.texts import Kind, Text
from kiosk.health.result import CALL, RESTART
from kiosk.health.running import all_checks
from kiosk.journey.loader import content_folder
from tests.kiosk.checks.conftest import ASSETS

FOLDERS = [*kiosk.checks.__path__, *kiosk.health.__path__]


def shown_in(path: Path) -> Iterator[str]:
    """What a module shows: its texts that end as sentences do, but for docstrings; a 12 for each figure."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    filled = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for one in filled for part in one.values}
    for one in filled:
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "12" for part in one.values)
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.value


def docstrings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {node.value for node in alone if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def texts() -> tuple[Text, ...]:
    found = [Text("title", 0, Kind.TITLE, one.title, one.title) for one in all_checks()]
    for path in sorted(path for folder in FOLDERS for path in Path(folder).glob("*.py")):
        said = (one for one in shown_in(path) if one.endswith(".") and " " in one and one not in docstrings(path))
        found += [Text(path.name, 0, Kind.SENTENCE, one, one) for one in said]
    return tuple(found)


def test_every_sentence_is_without_fault() -> None:
    found = texts()
    said = {one.text for one in found}
    assert {CALL, RESTART, "Le disque est plein.", "La borne est trop chaude\N{NO-BREAK SPACE}: 12 degrés."} <= said
    assert len(found) > 90
    glossary = read_glossary(content_folder())
    faults = [str(one) for one in (*text_findings(found, glossary), *spelling_findings(found, glossary))]
    assert [one for one in faults if "(note)" not in one] == []


def test_every_check_has_an_icon_that_is_drawn() -> None:
    assert {one.icon for one in all_checks()} <= {path.stem for path in (ASSETS / "icons").glob("*.png")}
