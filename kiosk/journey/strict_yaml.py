"""Strict YAML: every scalar is text, a duplicate key is refused, and every value knows its line.

`12:30`, `07100` and `no` stay what the author wrote (PyYAML's BaseLoader resolves nothing); the types of the
data decide what becomes a number, a date or a yes. Errors read `file.yaml:31: what is wrong and how to mend it`.
"""

import re
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
import yaml

from kiosk.errors import ContentError

T = TypeVar("T")
_Plain = str | list[Any] | dict[str, Any]
_UNKNOWN = re.compile(r"unknown field `(.+)`")
_FAST = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Libyaml, where PyYAML was built with it: the kiosk starts a tenth of a second sooner on a quick machine."""
_LEVEL = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


def load(path: Path, kind: type[T]) -> T:
    """Read one file as `kind`. Raises ContentError naming file, line, fault and remedy."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(f"{path.name}:1: cannot be read ({error.strerror}); give a readable file") from error
    except UnicodeDecodeError as error:
        raise ContentError(f"{path.name}:1: is not UTF-8; save the file as UTF-8") from error
    return parse(text, path.name, kind)


def parse(text: str, name: str, kind: type[T]) -> T:
    """Decode YAML text as `kind`; `name` stands in the errors."""
    try:
        root = _compose(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError(
            f"{name}:{line}: is not valid YAML: {error.problem}; check colons and indentation"
        ) from error
    except yaml.YAMLError as error:
        raise ContentError(f"{name}:1: is not valid YAML: {error}") from error
    if root is None:
        raise ContentError(f"{name}:1: the file is empty; expected at least an id")
    plain = _plain(root, name)
    try:
        return msgspec.convert(plain, kind, strict=False)
    except msgspec.ValidationError as error:
        what, _, where = str(error).rpartition(" - at ")
        path = where.strip("`") if what else "$"
        unknown, named = _UNKNOWN.search(what or where), _named(path, plain, kind)
        line = _line_of(root, f"{named}.{unknown[1]}" if unknown else named, key=bool(unknown))
        at = named.removeprefix("$").removeprefix(".")
        raise ContentError(f"{name}:{line}: {f'{at}: ' if at else ''}{what or where}") from error


def _compose(text: str) -> Any:  # noqa: ANN401  # a node, or None for an empty file
    """Read quickly; what cannot be read is read again by the loader whose errors say more."""
    try:
        return yaml.compose(text, Loader=_FAST)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.BaseLoader)


def tree(path: Path) -> Any:  # noqa: ANN401  # a node, or None for an empty file
    """The nodes of a file, for checks that come after `load`; None too for one that cannot be read: `load` says so."""
    try:
        return _compose(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None


def node_in(root: yaml.Node | None, *keys: str | int) -> yaml.Node | None:
    """The node under these keys, or None."""
    for key in keys:
        root = _child(root, str(key))
    return root


def line_in(root: yaml.Node | None, *keys: str | int) -> int:
    """The line (from 1) on which the value under these keys stands, followed as deep as they exist."""
    line = 1
    for key in ("", *keys):
        root = _child(root, str(key)) if key != "" else root
        if root is None:
            break
        line = int(root.start_mark.line) + 1
    return line


def _plain(node: yaml.Node, name: str) -> _Plain:
    """The node as text, lists and dicts."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, name) for child in node.value]
    if not isinstance(node, yaml.MappingNode):
        raise ContentError(f"{name}:{node.start_mark.line + 1}: unknown YAML; use text, lists and keys only")
    result: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise ContentError(f"{name}:{line}: a key must be a word; put the list or mapping after a colon")
        if key.value in result:
            raise ContentError(f"{name}:{line}: the key {key.value!r} stands twice; keep one of them")
        if not is_blank(value):
            result[key.value] = _plain(value, name)
    return result


def is_blank(node: yaml.Node | None) -> bool:
    """Whether nothing stands behind a key: as if the key were not there. An empty text in quotes is a text."""
    return node is None or (isinstance(node, yaml.ScalarNode) and not node.value and not node.style)


def _named(path: str, plain: _Plain, kind: type[Any]) -> str:
    """The path with the key of a mapping where msgspec writes "[...]": the first whose value cannot be decoded."""
    field, some, after = path.removeprefix("$.").partition("[...]")
    entries = plain.get(field) if some and isinstance(plain, dict) else None
    if not isinstance(entries, dict):
        return path
    each = get_args(get_type_hints(kind)[field])[-1]
    for key, entry in entries.items():
        try:
            msgspec.convert(entry, each, strict=False)
        except msgspec.ValidationError:
            return f"$.{field}.{key}{after}"
    return path


def _line_of(root: yaml.Node, path: str, *, key: bool = False) -> int:
    """The line of msgspec's path, as deep as it can be followed; `key`: of the last key rather than its value."""
    node: yaml.Node = root
    line = int(node.start_mark.line)
    for match in _LEVEL.finditer(path):
        name = match[1] or match[2]
        child = _child(node, name)
        if child is None:
            break
        line = int(child.start_mark.line)
        if key and isinstance(node, yaml.MappingNode):
            line = next(int(word.start_mark.line) for word, _ in node.value if word.value == name)
        node = child
    return line + 1


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """One level down, or None."""
    if isinstance(node, yaml.SequenceNode) and key.isdigit() and int(key) < len(node.value):
        return node.value[int(key)]  # type: ignore[no-any-return]
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    return None
