"""On which line of the content a value stands; each file is read once."""

from pathlib import Path
from typing import Any

from kiosk.journey import strict_yaml


class Lines:
    """The trees of the content files under one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._trees: dict[str, Any] = {}

    def of(self, file: str, *keys: str | int) -> int:
        """The line (from 1) of the value under these keys, followed as deep as they exist."""
        return strict_yaml.line_in(self._tree(file), *keys)

    def has(self, file: str, *keys: str | int) -> bool:
        """Whether there is such a value."""
        return strict_yaml.node_in(self._tree(file), *keys) is not None

    def _tree(self, file: str) -> Any:  # noqa: ANN401  # a node, or None for an empty file
        if file not in self._trees:
            path = self._folder / file
            self._trees[file] = strict_yaml.tree(path) if path.is_file() else None
        return self._trees[file]
