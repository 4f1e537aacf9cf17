"""The words that the product shows, as its source has them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeGuard

from tests.house.rules import ROOT

_SAYERS: Final = ("kiosk/pages", "kiosk/facilitator", "kiosk/checks", "kiosk/health", "kiosk/languages")
_LETTERS: Final = 4
"""Of a text with gaps, that say what it is; with fewer of them it would be any text."""


@dataclass(frozen=True, slots=True)
class Words:
    """Whole texts, and those with gaps in which something is written later."""

    whole: frozenset[str]
    gapped: tuple[re.Pattern[str], ...]

    def have(self, text: str) -> bool:
        """Whether the screen may say this."""
        return plain(text) in self.whole or any(one.fullmatch(plain(text)) for one in self.gapped)


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\u00a0", " ")


def product_words(root: Path = ROOT) -> Words:
    """Every text of the modules that speak to visitors and to staff; what stands in docstrings is none."""
    nodes = [node for sayer in _SAYERS for path in sorted((root / sayer).rglob("*.py")) for node in _texts(path)]
    whole = (str(node.value) for node in nodes if isinstance(node, ast.Constant))
    gapped = (_pattern(node) for node in nodes if isinstance(node, ast.JoinedStr))
    return Words(frozenset(map(plain, whole)), tuple(one for one in gapped if one is not None))


def _texts(path: Path) -> Iterator[ast.Constant | ast.JoinedStr]:
    nodes = tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = (node for node in nodes if isinstance(node, ast.JoinedStr) or _is_text(node))
    return (node for node in texts if id(node) not in docstrings)


def _is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _pattern(text: ast.JoinedStr) -> re.Pattern[str] | None:
    parts = [plain(str(one.value)) if isinstance(one, ast.Constant) else None for one in text.values]
    if sum(sign.isalpha() for part in parts if part for sign in part) < _LETTERS:
        return None
    return re.compile("".join(".+" if part is None else re.escape(part) for part in parts))
