"""Is this a sentence of a health check's own? Its constants are read from its source; its gaps hold figures alone."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import kiosk.checks


@cache
def _known(check: str) -> tuple[re.Pattern[str], ...]:
    """What the module of a check may say. Not for the UI thread."""
    path = Path(kiosk.checks.__path__[0]) / f"{check}.py"
    if not (check.isidentifier() and path.is_file()):
        return ()
    nodes = tuple(node for tree in _trees(path) for node in ast.walk(tree))
    constants = {one.value for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str)} - {""}
    words = "|".join(re.escape(one) for one in sorted(constants, key=len, reverse=True) if len(one) < 30)  # noqa: PLR2004
    gap = rf"(?:\d{{1,6}}|{words})" if words else r"\d{1,6}"
    sentences = (_pattern(one, gap) for one in nodes if isinstance(one, ast.JoinedStr))
    return (*(re.compile(re.escape(one)) for one in constants), *sentences)


def _trees(path: Path) -> Iterator[ast.Module]:
    """The check, and the modules of words from which it has sentences."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield tree
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("_words"):
            words = Path(str(import_module(str(node.module)).__file__))
            yield ast.parse(words.read_text(encoding="utf-8"))


def _pattern(one: ast.JoinedStr, gap: str) -> re.Pattern[str]:
    parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else gap for part in one.values)
    return re.compile("".join(parts))


def own(check: str, sentence: str) -> str:
    """The sentence, or nothing where the check's code does not hold it."""
    return sentence if any(one.fullmatch(sentence) for one in _known(check)) else ""
