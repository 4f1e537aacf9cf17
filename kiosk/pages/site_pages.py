"""The page of a guided visit to an official site: the site itself, a field of it, a list of it, or a calm notice."""

from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlsplit

from kiosk.ids import ChoiceId
from kiosk.official_site import words as said
from kiosk.official_site.state import Picture
from kiosk.official_site.view import Element, Entry
from kiosk.official_site.words import ICONS, LABELS, Notice, Way
from kiosk.page import Choice, Line, NoticePage, Official, Page, Progress, SiteEntryPage, SitePage, Tone
from kiosk.pages import site_choices, site_keys, words

READ: Final = ChoiceId("@site_read")
BEFORE: Final = ChoiceId("@site_before")
ZOOM: Final = ChoiceId("@site_zoom")
UP: Final = ChoiceId("@site_up")
DOWN: Final = ChoiceId("@site_down")
ENTER: Final = ChoiceId("@site_enter")
WAY: Final = "way:"

ZOOMS: Final = (1.0, 1.35, 0.7)
"""How large an ordinary text is, one touch after the other; the first is 3.8 mm."""
_ZOOMING: Final = {
    1.0: ("Agrandir", "magnifying-glass-plus"),
    1.35: ("Réduire", "magnifying-glass-minus"),
    0.7: ("Taille normale", "magnifying-glass"),
}
TITLES: Final = {
    Entry.TEXT: "Écrivez dans le champ",
    Entry.EMAIL: "Écrivez votre adresse e-mail",
    Entry.PHONE: "Écrivez le numéro de téléphone",
    Entry.NUMBER: "Écrivez le nombre",
    Entry.HIDDEN: "Écrivez votre code secret",
}
ON_SCREEN: Final = "Regardez l’écran."
"""Said instead of an address or a number that is only shown."""
DOT: Final = "•"
SEEN: Final = 28
"""Characters of a long text that are shown: its end, where it goes on."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the kiosk keeps beside a guided visit. A new one for each visit; its `repr` hides what is typed."""

    zoom: float = ZOOMS[0]
    layout: str = "abc"
    node: int = 0
    """The field to which the rest belongs."""
    typed: str = field(default="", repr=False)
    capitals: bool = False
    part: str = field(default="", repr=False)
    """Of a day or an hour, what was chosen so far."""
    span: site_choices.Span | None = None
    """The part of a long list that is open."""

    def at(self, node: int) -> "Beside":
        """The same for the field that is open now: what belonged to another one is gone."""
        return self if node == self.node else Beside(self.zoom, self.layout, node)


def site_page(picture: Picture, beside: Beside, *, scale: float = 0.0, progress: Progress | None = None) -> Page:
    """What is shown of a guided visit. `scale`: device pixels a CSS pixel, as the browser has it; 0: as the glass has.

    Preferences, tone and speech are added by whoever shows it.
    """
    element = picture.entry
    if picture.notice is not None:
        page: Page = notice_page(picture.notice)
    elif element is None or element.entry is Entry.NONE:
        page = _glass_page(picture, _official(picture, beside, scale))
    elif element.entry is Entry.CHOICE or element.entry in site_choices.STEPWISE:
        mine = beside.at(element.node)
        page = site_choices.list_page(element, mine.part, mine.span)
    else:
        page = _entry_page(element, beside.at(element.node), _official(picture, beside, scale))
    return replace(page, progress=progress)


def notice_page(notice: Notice) -> NoticePage:
    """Something calm over the site: what happened, and the ways on."""
    shown: tuple[Line, ...] = ()
    if notice.shown:
        spoken = "" if notice.spoken else ON_SCREEN
        shown = (Line(notice.shown, spoken, live=notice.spoken, strong=True),)
    return NoticePage(
        title=notice.title,
        lines=(*(Line(text) for text in notice.lines), *shown),
        icon=_icon(notice),
        choices=tuple(
            Choice(ChoiceId(f"{WAY}{way.value}"), LABELS[way], icon=ICONS[way], primary=number == 0)
            for number, way in enumerate(notice.ways)
        ),
        bar=words.BAR,
        passing=True,
    )


def _icon(notice: Notice) -> str:
    if Way.YES in notice.ways:
        return "chat-circle-text"
    if Way.AGAIN in notice.ways:
        return "wifi-x"
    return "shield-check" if Way.CONTINUE in notice.ways else "warning-circle"


def _official(picture: Picture, beside: Beside, scale: float) -> Official:
    return Official(
        name=picture.name,
        host=urlsplit(picture.url).hostname or "",
        note=said.UNVERIFIED if picture.unverified else "",
        pointed=picture.pointed.box if picture.pointed else None,
        touched=picture.marked.box if picture.marked else None,
        scale=scale,
        zoom=beside.zoom,
        busy=picture.working,
    )


def _glass_page(picture: Picture, official: Official) -> SitePage:
    sentences = picture.say or (said.COMING,)
    label, icon = _ZOOMING[official.zoom]
    return SitePage(
        title=sentences[0],
        lines=tuple(Line(text) for text in sentences),
        choices=(
            Choice(READ, said.READ, icon="user-sound", enabled=picture.read),
            Choice(BEFORE, said.BEFORE, icon="arrow-u-up-left", tone=Tone.INK, enabled=picture.before),
            Choice(ZOOM, label, icon=icon, primary=False, enabled=picture.read),
            Choice(UP, said.UP, icon="arrow-up", primary=False, enabled=picture.up),
            Choice(DOWN, said.DOWN, icon="arrow-down", primary=False, enabled=picture.down),
        ),
        bar=words.BAR,
        official=official,
        passing=True,
    )


def _entry_page(element: Element, beside: Beside, official: Official) -> SiteEntryPage:
    hidden = element.entry is Entry.HIDDEN
    typed = DOT * len(beside.typed) if hidden else beside.typed
    seen = typed if len(typed) <= SEEN else f"…{typed[-SEEN:]}"
    return SiteEntryPage(
        title=TITLES[element.entry],
        lines=(Line(element.note, live=True),) if element.note else (),
        field=element.name,
        value=Line(seen, personal=True),
        layout=site_keys.layout_of(element.entry, beside.layout),
        keys=site_keys.keys(element.entry, beside.layout, capitals=beside.capitals),
        tools=site_keys.tools(element.entry, beside.layout, capitals=beside.capitals),
        choices=(Choice(ENTER, "Continuer", icon="arrow-right", enabled=bool(beside.typed)),),
        bar=words.BAR,
        official=replace(official, pointed=None, touched=element.box),
        hidden=hidden,
        passing=True,
    )
