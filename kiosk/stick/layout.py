"""Where things lie on a stick: all in one folder, so that whatever else is on it is never looked at."""

from dataclasses import dataclass
from typing import Final

from kiosk.stick.report import Kind

TOP: Final = "borne"
SUPPORT: Final = (TOP, "aide")
"""The folder for support bundles."""
COUNTS: Final = (TOP, "comptes")
"""The folder for exported counts."""
RELEASES: Final = (TOP, "mise-a-jour")
"""The folder from which an appliance takes a release by itself, while the stick is mounted."""
RELEASE: Final = ".kiosk"
"""How the name of a release ends."""
_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where one kind lies, and how much of it at most."""

    kind: Kind
    folder: tuple[str, ...]
    suffixes: frozenset[str] = frozenset()
    """Of the files wanted; other files are left alone. Empty: `name` alone is wanted."""
    name: str = ""
    largest: int = _MEGABYTE
    """Bytes a file."""
    most: int = 500
    """Files."""

    def wants(self, name: str) -> bool:
        """Whether a file of this name is one of these; a Mac leaves hidden ones."""
        lower = name.lower()
        return not name.startswith(".") and (lower == self.name or any(map(lower.endswith, self.suffixes)))


def shelves(sounds: frozenset[str]) -> tuple[Shelf, ...]:
    """The three kinds, in the order in which they are taken; `sounds` are the suffixes of recordings."""
    return (
        Shelf(Kind.RECORDINGS, (TOP, "enregistrements"), sounds, largest=30 * _MEGABYTE, most=4000),
        Shelf(Kind.LEXICON, (TOP,), name="lexique.toml"),
        Shelf(Kind.PLACE, (TOP, "lieu"), frozenset({".yaml"})),
    )
