"""Pages of a guided visit to an official site, made as the kiosk makes them, with the longest texts there can be."""

from dataclasses import replace

from kiosk.official_site import words
from kiosk.official_site.events import Barred, Trouble
from kiosk.official_site.state import Picture
from kiosk.official_site.view import Box, Element, Entry, State
from kiosk.page import Page, Progress, Tone
from kiosk.pages.site_pages import Beside, site_page

BUTTON = Element(7, "button", "Prendre rendez-vous", box=Box(20, 112, 192, 48))
LINK = Element(8, "link", "Documents", box=Box(20, 24, 140, 26))
PICTURE = Picture(
    name="Site officiel de la commune",
    say=("Touchez le bouton jaune\u00a0: «\u00a0Prendre rendez-vous\u00a0».",),
    free=False,
    unverified=False,
    waiting=False,
    working=False,
    before=True,
    up=False,
    down=True,
    read=True,
    url="https://lalouviere.guichet-citoyen.be/rendez-vous/",
    pointed=BUTTON,
)
LONG = replace(
    PICTURE,
    name="Site officiel de la Ville de Braine-le-Château",
    say=(
        "Cette page est nouvelle pour moi.",
        "Choisissez un jour et une heure dans la liste, puis touchez «\u00a0Suivant\u00a0».",
    ),
    unverified=True,
    up=True,
    url="https://rendezvous.administration.braine-le-chateau.guichet-citoyen.be/etape",
    marked=LINK,
)
FIELD = Element(
    9,
    "textbox",
    "Nom de famille",
    frozenset({State.REQUIRED}),
    entry=Entry.TEXT,
    box=Box(20, 40, 260, 44),
)
WRONG = replace(
    FIELD,
    name="Adresse e-mail",
    note="Cette adresse n’est pas complète. Écrivez par exemple nom@exemple.be.",
    entry=Entry.EMAIL,
)
MUNICIPALITIES = ("Aiseau-Presles", "Anderlues", "Binche", "Braine-le-Comte", "Charleroi", "Écaussinnes", "Estinnes")
LIST = Element(
    10,
    "combobox",
    "Votre commune",
    entry=Entry.CHOICE,
    chosen="Binche",
    options=(*MUNICIPALITIES, "La Louvière", "Le Rœulx", "Manage", "Morlanwelz", "Seneffe", "Soignies"),
)
FEW = replace(LIST, name="Motif de votre visite", chosen="", options=("Première demande", "Carte perdue", "Autre"))
DAY = Element(11, "textbox", "Date de naissance", entry=Entry.DATE)


def site(picture: Picture, beside: Beside | None = None) -> Page:
    """A page of the commune's site, third of six steps."""
    return replace(site_page(picture, beside or Beside(), progress=Progress(2, 6)), tone=Tone.COMMUNE)


def field(element: Element, beside: Beside | None = None) -> Page:
    """The page with a field or a list of it open."""
    return site(replace(PICTURE, entry=element), beside)


SITE_PAGES: dict[str, Page] = {
    "site": site(PICTURE),
    "site-long": site(LONG),
    "site-attente": site(replace(PICTURE, say=(), working=True, read=False, before=False, down=False, pointed=None)),
    "site-champ": field(FIELD, Beside(node=9, typed="Vandenbroucke")),
    "site-champ-faux": field(WRONG, Beside(node=9, layout="azerty", typed="marie@exemple")),
    "site-secret": field(replace(FIELD, name="Mot de passe", entry=Entry.HIDDEN), Beside(node=9, typed="Abc-1234")),
    "site-telephone": field(replace(FIELD, name="GSM", entry=Entry.PHONE), Beside(node=9, typed="0470")),
    "site-liste": field(LIST),
    "site-liste-partie": field(LIST, Beside(node=10, span=(0, 4))),
    "site-motif": field(FEW),
    "site-annee": field(DAY),
    "site-mois": field(DAY, Beside(node=11, part="1984")),
    "site-ailleurs": site(replace(PICTURE, notice=words.barred(Barred.HOST, "www.exemple.org"))),
    "site-appel": site(replace(PICTURE, notice=words.barred(Barred.CALL, "064 27 78 11"))),
    "site-question": site(
        replace(
            PICTURE, notice=words.dialog("Voulez-vous vraiment quitter cette page ? Rien n’est gardé.", may_refuse=True)
        )
    ),
    "site-panne": site(replace(PICTURE, notice=words.trouble(Trouble.HUNG))),
    "site-absent": site(replace(PICTURE, notice=words.trouble(Trouble.ABSENT))),
}
"""Every page by the name of its picture."""

HARDEST = ("site", "site-long", "site-champ-faux", "site-secret", "site-liste-partie", "site-question")
"""Those that are tried on every panel and in every look; the others are like them."""
