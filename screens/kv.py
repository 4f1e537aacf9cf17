"""Kivy rules beside their Python file, each loaded once a process."""

from pathlib import Path

from kivy.lang import Builder


def load_kv(python_file: str) -> None:
    """Load `x_screen.kv` for `x_screen.py`; a second call for the same file changes nothing."""
    path = str(Path(python_file).with_suffix(".kv"))
    if path not in Builder.files:
        Builder.load_file(path)
