"""The pages of *Importer* and *Aide technique*, as full as they get."""

from kiosk.page import Page
from kiosk.pages import staff_stick as pages
from kiosk.stick.report import Imported, Kind, OfKind, Refusal, StickState, Why
from kiosk.stick.saving import Saved, SaveState
from kiosk.support.bundle import SQUARE

NAME = "a1b2c3 Bonjour que…re maison.flac"
TAKEN = Imported(
    StickState.READ,
    (OfKind(Kind.RECORDINGS, 212), OfKind(Kind.LEXICON, 1), OfKind(Kind.PLACE, 1)),
    spoken=False,
    release=True,
)
REFUSED = Imported(
    StickState.READ,
    (
        OfKind(Kind.RECORDINGS, 0, tuple(Refusal(why, NAME) for why in Why)),
        OfKind(Kind.LEXICON, 0, (Refusal(Why.WORD, "lexique.toml", 118), Refusal(Why.TEXT, "lexique.toml"))),
        OfKind(Kind.PLACE, 0, (Refusal(Why.OTHER_PLACE, "la_louviere.yaml"), Refusal(Why.DISK))),
    ),
)
PAGES: dict[str, Page] = {
    "cle": pages.insert_page(),
    "cle-branchez": pages.plug_page(),
    "cle-attente": pages.reading_page(),
    "cle-prise": pages.imported_page(TAKEN),
    "cle-mise-a-jour": pages.imported_page(Imported(StickState.READ, release=True)),
    "cle-fautes": pages.imported_page(REFUSED),
    **{f"cle-{one.value}": pages.imported_page(Imported(one)) for one in StickState if one is not StickState.READ},
    "aide": pages.help_page(),
    "aide-attente": pages.gathering_page(),
    "aide-carre": pages.square_page("x" * SQUARE, 2, 11),
    "aide-carre-dernier": pages.square_page("x" * SQUARE, 11, 11),
    **{f"aide-{one.value}": pages.saved_page(Saved(one)) for one in SaveState if one is not SaveState.SAVED},
    "aide-ecrite": pages.saved_page(Saved(SaveState.SAVED, "aide-128.zip")),
}
"""Every page by the name of its picture."""
