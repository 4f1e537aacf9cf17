"""The rules of the house that no tool knows: words banned from kv and Python, sizes, paths of a machine.

Each function takes the root of a tree and returns one sentence a fault; none: the tree is clean.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("kiosk", "screens", "voices")
FILE_LINES = 300
FUNCTION_LINES = 40

_KV_BANS = {
    r"\bapp\.": "give the rule a property of its own",
    r"\bget_running_app\b": "give the widget what it needs as a constructor argument",
    r"\bTextInput\b": "it keeps what was typed; our keypad writes to a Label",
    r"\b(self|root)\.parent\.parent\b|\broot\.parent\b": "a widget calls the callback it was given",
    r"^\s*#:\s*import\b.*\b(kiosk|voices)\b": "a rule draws what its widget was given",
}
_NAME_BANS = ("get_running_app", "TextInput")
_MACHINE = re.compile(r"(?<![\w.~}$])/(work|home|root|Users|tmp|opt|mnt)/|\.\./(shared)\b")


def product_files(root: Path, suffix: str = ".py") -> Iterator[Path]:
    """The files of the three packages with this suffix, in order."""
    for package in PACKAGES:
        yield from sorted((root / package).rglob(f"*{suffix}"))


def kv_faults(root: Path) -> list[str]:
    """Words that a kv file must not hold."""
    return [
        f"{path.relative_to(root)}:{number}: {line.strip()}: {cure}"
        for path in product_files(root, ".kv")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for ban, cure in _KV_BANS.items()
        if re.search(ban, line)
    ]


def name_faults(root: Path) -> list[str]:
    """Names that no Python file may use, under whatever class: ruff knows the class of Kivy's own module alone."""
    return [
        f"{path.relative_to(root)}:{token.start[0]}: {token.string}"
        for path in product_files(root)
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        if token.type == tokenize.NAME and token.string in _NAME_BANS
    ]


def size_faults(root: Path) -> list[str]:
    """Files and functions that have grown too long."""
    return [fault for path in product_files(root) for fault in _sizes(path, path.relative_to(root))]


def _sizes(path: Path, name: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    lines = sum(1 for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    if lines > FILE_LINES:
        yield f"{name}: {lines} lines of code, {FILE_LINES} at most: is there a room missing?"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, {FUNCTION_LINES} at most"


def machine_faults(root: Path, files: list[str]) -> list[str]:
    """Paths that exist on one machine only; `files` are relative to the root, and those that are no text are passed."""
    return [
        f"{name}:{number}: {line.strip()}"
        for name in files
        if (text := _text(root / name))
        for number, line in enumerate(text.splitlines(), 1)
        if _MACHINE.search(line)
    ]


def _text(path: Path) -> str:
    data = path.read_bytes() if path.is_file() else b""
    return "" if b"\0" in data else data.decode(errors="replace")
