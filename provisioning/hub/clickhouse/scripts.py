"""The scripts of this folder as modules, for who calls their functions."""

import importlib.machinery
import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def enrol() -> ModuleType:
    """The script `enrol`, whose name has no suffix."""
    path = Path(__file__).with_name("enrol")
    loader = importlib.machinery.SourceFileLoader("clickhouse_enrol", str(path))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None  # noqa: S101 - the loader is ours
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module
