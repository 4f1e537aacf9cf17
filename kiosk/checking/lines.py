"""On which line of the content a value stands; each file is read once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from kiosk.journey import strict_yaml
from kiosk.journey.loader import Library
from kiosk.official_site.loading import FOLDER, name_of


class Lines:
    """The trees of the content files under one folder; `elsewhere`: where those lie that it has not, by their name."""

    def __init__(self, folder: Path, elsewhere: Mapping[str, Path] | None = None) -> None:
        self._folder = folder
        self._elsewhere = elsewhere or {}
        self._trees: dict[str, Any] = {}

    @classmethod
    def of_library(cls, library: Library) -> "Lines":
        """Of all that a library was read from, its commune's file included, wherever that lies."""
        place = library.place_file
        beside = place.parent.parent / FOLDER if place.parent.name == "places" else None
        own = {name_of(path.stem): path for path in beside.glob("*.yaml")} if beside else {}
        return cls(library.folder, {**own, name_of_place(place.stem): place})

    def of(self, file: str, *keys: str | int) -> int:
        """The line (from 1) of the value under these keys, followed as deep as they exist."""
        return strict_yaml.line_in(self._tree(file), *keys)

    def line_of_key(self, file: str, group: str, name: str) -> int:
        """The line of the key `name` in a group; of the group's first line, or 1, where there is no such key."""
        found = strict_yaml.node_in(self._tree(file), group)
        keys = found.value if isinstance(found, yaml.MappingNode) else ()
        return next((int(key.start_mark.line) + 1 for key, _ in keys if key.value == name), self.of(file, group))

    def has(self, file: str, *keys: str | int) -> bool:
        """Whether there is such a value, and something in it."""
        return not strict_yaml.is_blank(strict_yaml.node_in(self._tree(file), *keys))

    def _tree(self, file: str) -> Any:  # noqa: ANN401  # a node, or None for an empty file
        if file not in self._trees:
            path = self._elsewhere.get(file, self._folder / file)
            self._trees[file] = strict_yaml.tree(path)
        return self._trees[file]


def name_of_place(place: str) -> str:
    """The file of a commune as findings call it."""
    return f"places/{place}.yaml"
