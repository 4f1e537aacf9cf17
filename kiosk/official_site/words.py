"""What the kiosk itself says while an official site is shown. French of Belgium; each has a clip and is checked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from kiosk.official_site.events import Barred, Trouble
from kiosk.official_site.recognise import Why

_NBSP = "\u00a0"
READ = "Lire la page"
BEFORE = "Page d’avant"
UP = "Monter"
DOWN = "Descendre"
BUTTONS = (READ, BEFORE, UP, DOWN)
"""The kiosk's own buttons beside the page; a sentence may name them."""

READS = "Je lis ce qu’il y a."
"""Never alone: so short a sentence is over before it is understood."""
UNKNOWN = {
    Why.NEW: (f"Cette page est nouvelle pour moi. {READS}",),
    Why.LANGUAGE: (f"Cette page n’est pas en français. {READS}",),
}
CHANGED = (f"Cette page a changé. {READS}",)
"""A page that is known, without what the guidance points at."""
FREE = (f"Voici le site officiel. {READS}",)
"""There is no guidance for this site."""
UNREADY = ("Il manque encore quelque chose.", f"Touchez «{_NBSP}{READ}{_NBSP}».")
"""What would be pointed at cannot be used yet."""
CORRECT = ("La page demande une correction.", "Touchez le champ jaune.")
POINTED = {"button": "Touchez le bouton jaune.", "link": "Touchez le lien jaune."}
"""Where the element has another name than the sentence says."""
POINTED_FIELD = "Touchez le champ jaune."
POINTED_OTHER = "Touchez le cadre jaune."
GOES_ON = "La page continue."
TOP = "Vous êtes en haut."
BOTTOM = "Vous êtes tout en bas."
FIRST = "C’est la première page du site."
EMPTY = "Cette page est vide."
NOTHING = "Il n’y a rien à toucher ici."
ONCE_MORE = "Touchez encore pour choisir."
LAST = "Ce bouton envoie tout. Touchez encore pour confirmer."
COMING = "La page arrive. Attendez un peu."
UNVERIFIED = "À vérifier sur le site."
ACCORDING = "Selon le site."
"""Beside a day and an hour that were read from the confirmation."""
CONFIRMED = "Le site a confirmé"
SEE_PAGE = "Voir la page du site"


class Way(Enum):
    """A way on from a calm page."""

    CONTINUE = "continue"
    AGAIN = "again"
    OTHERWISE = "otherwise"
    PERSON = "person"
    YES = "yes"
    NO = "no"


LABELS = {
    Way.CONTINUE: "J’ai compris",
    Way.AGAIN: "Essayer encore",
    Way.OTHERWISE: "Un autre moyen",
    Way.PERSON: "Demander à une personne",
    Way.YES: "D’accord",
    Way.NO: "Non",
}
ICONS = {
    Way.CONTINUE: "check-circle",
    Way.AGAIN: "arrow-counter-clockwise",
    Way.OTHERWISE: "phone",
    Way.PERSON: "hand-waving",
    Way.YES: "check-circle",
    Way.NO: "x-circle",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One calm page of words over the site, and the ways on; the first is the main one."""

    title: str
    lines: tuple[str, ...]
    ways: tuple[Way, ...]
    shown: str = field(default="", repr=False)
    """What the site gave: an address, a number, the text of a dialog. Shown under the lines."""
    spoken: bool = False
    """Whether `shown` is said too: a dialog is, an address is not."""


_STAY = (Way.CONTINUE, Way.OTHERWISE, Way.PERSON)
_RETRY = (Way.AGAIN, Way.OTHERWISE, Way.PERSON)
_LEAVE = (Way.OTHERWISE, Way.PERSON)
_BARRED = {
    Barred.HOST: ("Ce lien va ailleurs", "Ce lien quitte le site officiel.", "La borne reste ici."),
    Barred.NOT_SECURE: ("Ce lien n’est pas sûr", "Ce lien ne protège pas vos données.", "La borne reste ici."),
    Barred.CERTIFICATE: (
        "Ce site n’est pas sûr",
        "La borne ne reconnaît pas ce site.",
        "Demandez de l’aide à une personne.",
    ),
    Barred.DOWNLOAD: ("C’est un fichier", "La borne ne garde aucun fichier.", "Demandez de l’aide à une personne."),
    Barred.FILE: ("Le site demande un fichier", "La borne n’a aucun fichier.", "Demandez de l’aide à une personne."),
    Barred.PRINT: ("La page veut imprimer", "La borne n’imprime pas cette page.", "Photographiez l’écran."),
    Barred.MAIL: ("Ce lien écrit un e-mail", "La borne n’envoie pas d’e-mail.", "Notez l’adresse sur un papier."),
    Barred.CALL: ("Ce lien est un téléphone", "La borne ne téléphone pas.", "Notez le numéro sur un papier."),
    Barred.SCHEME: ("Ce lien ouvre une application", "La borne n’a pas cette application.", "La borne reste ici."),
}
_TROUBLE = {
    Trouble.ABSENT: ("Ce site ne s’ouvre pas ici", "La borne ne peut pas ouvrir ce site.", "Prenez un autre moyen."),
    Trouble.CRASHED: ("La page s’est arrêtée", "Ce que vous avez écrit est effacé.", "Essayez encore une fois."),
    Trouble.HUNG: ("La page ne répond plus", "Ce que vous avez écrit est effacé.", "Essayez encore une fois."),
    Trouble.MEMORY: ("La page est trop lourde", "La borne a arrêté la page.", "Prenez un autre moyen."),
    Trouble.NO_NETWORK: ("Internet ne répond pas", "Le site ne s’ouvre pas maintenant.", "Essayez encore une fois."),
    Trouble.SLOW: ("Le site est très lent", "La page n’arrive pas.", "Essayez encore une fois."),
    Trouble.SERVER: ("Le site a un problème", "Le problème vient du site, pas de vous.", "Essayez encore une fois."),
}
_ASKS, _TELLS = "Le site pose une question", "Le site dit"


def barred(why: Barred, what: str = "", *, there: bool = True) -> Notice:
    """Something was not let happen. `what`: the address or number; `there`: a page still stands below."""
    title, *lines = _BARRED[why]
    return Notice(title, tuple(lines), _STAY if there else _RETRY, what, spoken=why is Barred.CALL)


def trouble(why: Trouble) -> Notice:
    """There is no page any more."""
    title, *lines = _TROUBLE[why]
    return Notice(title, tuple(lines), _LEAVE if why is Trouble.ABSENT else _RETRY)


def dialog(text: str, *, may_refuse: bool) -> Notice:
    """The site's own question or message."""
    ways = (Way.YES, Way.NO, Way.PERSON) if may_refuse else (Way.YES, Way.PERSON)
    return Notice(_ASKS if may_refuse else _TELLS, (), ways, text, spoken=True)


def all_notices() -> Iterator[Notice]:
    """Every calm page, with nothing of a site in it."""
    yield from map(barred, Barred)
    yield from map(trouble, Trouble)
    yield from (dialog("", may_refuse=one) for one in (True, False))


def all_sentences() -> tuple[str, ...]:
    """Every fixed sentence that belongs to no calm page."""
    pairs = (*UNKNOWN.values(), CHANGED, FREE, UNREADY, CORRECT)
    alone = (POINTED_FIELD, POINTED_OTHER, GOES_ON, TOP, BOTTOM, FIRST, EMPTY, NOTHING, ONCE_MORE, LAST, COMING)
    ticket = (CONFIRMED, SEE_PAGE, ACCORDING)
    said = (*(one for pair in pairs for one in pair), *POINTED.values(), *alone, UNVERIFIED, *ticket)
    return tuple(dict.fromkeys(said))
