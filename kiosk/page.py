"""A frozen picture of what to show and say now: the only thing a screen receives.

A page holds text, never a widget, a journey or a provider. `say` is what is spoken on arrival, in order;
`mark` names what is being said ("title", "line:0", "choice:<id>"), so that the screen can light it up.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from kiosk.ids import ChoiceId
from kiosk.languages.wording import FRENCH_WORDS, HouseWords

if TYPE_CHECKING:
    from kiosk.official_site.view import Box


class Tone(Enum):
    """The colour of a door; it follows the visitor through the door's journeys."""

    INK = "ink"
    FOREM = "forem"
    COMMUNE = "commune"
    LEARN = "learn"
    AID = "aid"


class Sound(Enum):
    """Where the visitor hears the voice."""

    LOUDSPEAKER = "loudspeaker"
    HEADSET = "headset"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One spoken text. `live` texts have no prepared clip; `personal` ones never reach a loudspeaker."""

    text: str
    mark: str = ""
    language: str = "fr"
    live: bool = False
    personal: bool = False

    def __repr__(self) -> str:
        return f"Utterance({_told(self.text, self.personal)}, {self.mark!r}, {self.language!r}, live={self.live})"


@dataclass(frozen=True, slots=True)
class Line:
    """One displayed sentence. `spoken` replaces it for the voice (a spelled code); empty: the same words."""

    text: str
    spoken: str = ""
    live: bool = False
    personal: bool = False
    strong: bool = False
    icon: str = ""
    """Of this line and of those without one that go on below it."""
    apart: bool = False
    """True: it goes on with nothing, though it has no icon."""
    language: str = ""
    """Empty: the page's own. A French name on a page in another language says that it is French."""

    def __repr__(self) -> str:
        spoken = f", spoken={_told(self.spoken, self.personal)}" if self.spoken else ""
        return f"Line({_told(self.text, self.personal)}{spoken}, icon={self.icon!r}, strong={self.strong})"


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing to touch. `chosen` is shown by more than colour (a tick, a frame); `spoken` as in `Line`."""

    id: ChoiceId
    label: str
    hint: str = ""
    icon: str = ""
    tone: Tone | None = None
    """None: the page's own tone."""
    chosen: bool = False
    enabled: bool = True
    spoken: str = ""
    live: bool = False
    primary: bool = True
    """A filled tile; False: a white tile with a border (items, days, hours, secondary ways on)."""
    language: str = ""
    """As in `Line`."""


@dataclass(frozen=True, slots=True)
class Prefs:
    """What the visitor chose in "Voir et entendre"; back to this default after each visit."""

    volume: int = 3
    """1 to 5."""
    loudest: int = 5
    """The loudest volume that may be chosen here: staff decide it, and no visitor changes it."""
    speed: int = 100
    """Percent of the usual pace, one of seven steps."""
    sound: Sound = Sound.LOUDSPEAKER
    """Where the voice is heard."""
    large: bool = False
    black_and_white: bool = False
    blind: bool = False
    """"Sans voir": sliding says what lies under the finger, a second tap anywhere activates it."""
    language: str = "fr"
    """The language that the visitor chose; a page in which it is not offered is French all the same."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Dots at the top right: `done` steps behind, one current, `total` in all."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What all pages share."""

    title: str
    lines: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    bar: tuple[Choice, ...] = ()
    """The buttons at the foot, in order; one that is not `enabled` is not shown, and keeps its place free."""
    tone: Tone = Tone.INK
    icon: str = ""
    progress: Progress | None = None
    example: bool = False
    """True: a demonstration site; the screen shows "Exemple : aucun vrai rendez-vous"."""
    practice: bool = False
    """True: an exercise; the screen shows "C'est un exercice : rien n'est envoyé", and no other notice."""
    prefs: Prefs = Prefs()
    house: HouseWords = FRENCH_WORDS
    """The language in which the page is, and what speech and screens add to it."""
    say: tuple[Utterance, ...] = ()
    passing: bool = False
    """True: words of a site stand on it, perhaps a visitor's own among them; nothing of it may be remembered."""
    quiet: frozenset[str] = frozenset()
    """Marks of what repeats something that the visitor has typed: a finger that finds it is told by a headset alone."""
    fresh: bool = True
    """False: the page on show with other values; the screen updates itself and nothing is built anew."""

    @property
    def notice(self) -> str:
        """What stands above the title and is said after it; empty: nothing."""
        return self.house.practice if self.practice else self.house.example if self.example else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """The resting screen: the doors, two by two."""

    troubles: tuple[str, ...] = ()
    """What the facilitator must know, in small letters at the foot; never spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePage(Page):
    """One question, up to four wide tiles under one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoPage(Page):
    """A card with an icon and `lines`, and up to three buttons under it (the first is primary)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage(Page):
    """Figures as a plain list: a line with an icon heads the figures below it, which stay with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistPage(Page):
    """Things to bring: `items` are toggles ("Touchez" / "Je l'ai"), `choices` lead on."""

    items: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsPage(Page):
    """Days first (`day` empty, `choices` empty), then hours (`choices` are hours, `days` the strip above)."""

    day: str = ""
    """The chosen day in full, "mardi 24 novembre"; empty while days are offered."""
    days: tuple["Day", ...] = ()
    """All days offered, in order; drawn as tiles while `day` is empty, as a strip after."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the slots page. Its `choice` is spoken in full ("mardi 24 novembre")."""

    choice: Choice
    weekday: str
    number: str
    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage(Page):
    """A field and our own keypad. `value` is what was typed: personal, never spoken, never logged."""

    field: str = ""
    """The label of the field."""
    value: Line = Line("")
    layout: str = "abc"
    """"abc", "azerty" (keys come in rows of ten) or "digits" (rows of three)."""
    keys: tuple[Choice, ...] = ()
    """In reading order; a key of `azerty` or `digits` with an empty label is a gap."""
    tools: tuple[Choice, ...] = ()
    """Delete, other keypad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapPage(Page):
    """What is about to be booked: `lines` with icons on a card, `choices` beside or under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage(Page):
    """Something slow is going on: a moving picture, and what is being done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPage(Page):
    """The confirmed appointment: `lines` with icons on a card, `choices` beside it, what is left of the visit."""

    code: str = field(default="", repr=False)
    erase_in: str = ""
    """"1 min 20": when all is erased; empty: not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QrPage(Page):
    """The ticket as a QR code: `modules` rows of True for dark."""

    modules: tuple[tuple[bool, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage(Page):
    """A state with a large icon, calm sentences and ways on: taken, unreachable, no slot, a person, the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage(Page):
    """Somebody asks for a person: the title and the strong line below it are to be read from afar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePage(Page):
    """The last step of a path: what to remember, as a card to photograph, and ways on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdlePage(Page):
    """The warning "Êtes-vous encore là ?": dark, one yellow button, a bar that empties."""

    seconds_left: int = 30
    seconds_total: int = 30
    left: str = ""
    """"Encore 30 secondes", under the bar; never spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedPage(Page):
    """The words "Tout est effacé", shown for a moment before the resting screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfServicePage(Page):
    """The kiosk rests. `fault` and `troubles` are for the facilitator, small at the foot; never spoken."""

    fault: str = ""
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AsleepPage(Page):
    """Outside the opening hours: nothing at all, on a screen without light. Any touch only wakes the kiosk."""


@dataclass(frozen=True, slots=True)
class Official:
    """What stands on and around the picture of an official page. The picture is not here: it comes as frames."""

    name: str
    """"Site officiel du Forem"."""
    host: str = ""
    note: str = ""
    """"À vérifier sur le site."; empty: not shown."""
    pointed: "Box | None" = None
    """Where the hand points."""
    touched: "Box | None" = None
    """What the visitor has touched once."""
    scale: float = 0.0
    """Device pixels a CSS pixel when the boxes were measured; 0: as the glass has them now."""
    zoom: float = 1.0
    """How much larger than 3.8 mm the letters of an ordinary text are."""
    busy: bool = False
    """True: another page is being fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage(Page):
    """An official page behind glass, the instruction (`lines`) above it, `choices` beside or under it."""

    official: Official


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEntryPage(EntryPage):
    """A field of an official page and our own keypad; what is typed is never said, not even in a headset."""

    official: Official
    hidden: bool = False
    """True: a password or a code; no key is said by the loudspeaker."""


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """One row of "Voir et entendre": a name and its options."""

    label: str
    icon: str
    options: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage(Page):
    """The page "Voir et entendre": groups of options; `choices` lead back."""

    groups: tuple[SettingGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A day of the agenda: its head leads to all of it, `halves` to the morning and the afternoon."""

    head: Choice
    halves: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPage(Page):
    """The agenda in the facilitator's hands: the days of a `week`, or the `hours` of half a day; `choices` below.

    How each stands is said by its icon and by the words of its hint.
    """

    week: tuple[AgendaDay, ...] = ()
    hours: tuple[Choice, ...] = ()

    @property
    def cells(self) -> tuple[Choice, ...]:
        """All that can be touched in the grid, in reading order."""
        return (*(cell for day in self.week for cell in (day.head, *day.halves)), *self.hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchGridPage(Page):
    """A trial of the touch screen: `choices` are fields that fill the body, each touched once (`chosen`)."""


def choice_mark(choice: Choice) -> str:
    """The mark under which a choice is spoken and lit."""
    return f"choice:{choice.id}"


def choice_utterance(choice: Choice, house: HouseWords = FRENCH_WORDS) -> Utterance:
    """What is said of one choice, on arrival and when a finger finds it: label, hint, and whether it is chosen."""
    text = choice.spoken or (f"{choice.label}. {choice.hint}." if choice.hint else choice.label)
    language = choice.language or house.language
    if choice.chosen:
        chosen = house.chosen if language == house.language else FRENCH_WORDS.chosen
        text = f"{text.removesuffix('.')}. {chosen}"
    return Utterance(text, choice_mark(choice), language, live=choice.live)


def line_utterance(line: Line, mark: str, house: HouseWords = FRENCH_WORDS) -> Utterance:
    """What is said of one line."""
    language = line.language or house.language
    return Utterance(line.spoken or line.text, mark, language, live=line.live, personal=line.personal)


def _told(text: str, personal: bool) -> str:  # noqa: FBT001
    """A text as a repr tells it: what was typed never is."""
    return "..." if personal else repr(text)
