"""The two-toned sister of an icon, for large signs on white."""

from functools import cache
from importlib.resources import files


@cache
def duotone(name: str) -> str:
    """Its name when there is such a picture, else the icon itself."""
    sister = f"{name}-duotone"
    return sister if (files("screens") / "assets" / "icons" / f"{sister}.png").is_file() else name
