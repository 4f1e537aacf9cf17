"""What became of the things on a stick, as plain data: a child process tells it to the panel as JSON."""

from enum import Enum

import msgspec
from msgspec import Struct


class Kind(Enum):
    """What a stick may bring."""

    RECORDINGS = "recordings"
    LEXICON = "lexicon"
    PLACE = "place"


class Why(Enum):
    """What is wrong with a file; French for each stands in `kiosk.pages.staff_stick`."""

    LINK = "link"
    """A symbolic link: it may lead anywhere."""
    NO_FILE = "no_file"
    """A device, a pipe or a folder with the name of a file."""
    BIG = "big"
    MANY = "many"
    STRANGE_NAME = "strange_name"
    """Not UTF-8, with signs that cannot be shown, or too long."""
    GONE = "gone"
    """Cannot be read: the stick was pulled out, or is damaged."""
    ROOM = "room"
    """The kiosk's own disk has not enough room."""
    DISK = "disk"
    """The kiosk's own disk cannot be written."""
    BUSY = "busy"
    """Another import is under way."""
    OTHER = "other"

    QUIET = "quiet"
    LOUD = "loud"
    NOISY = "noisy"
    OTHER_SENTENCE = "other_sentence"
    LONG = "long"
    PART = "part"
    DAMAGED = "damaged"
    KIND = "kind"
    NAME = "name"
    UNKNOWN = "unknown"
    SHORT_CODE = "short_code"
    TWICE = "twice"

    TEXT = "text"
    """Not a text in UTF-8, or hardly a line of it is right."""
    WORD = "word"
    """A line of the lexicon."""
    OTHER_PLACE = "other_place"
    """Files of communes, but not of this one. `file` is how its own would be named."""
    VALUE = "value"
    """A line of the place file."""


class StickState(Enum):
    """How it was with the stick as a whole."""

    READ = "read"
    NO_STICK = "no_stick"
    NOTHING = "nothing"
    """Nothing on it is for the kiosk."""
    BUSY = "busy"
    """Another import is under way."""
    STOPPED = "stopped"
    """The import did not come to its end."""


class Refusal(Struct, frozen=True):
    """Why a kind changed nothing. `file` is fit to be shown; empty: no file is to blame. `line` 0: no line."""

    why: Why
    file: str = ""
    line: int = 0


class OfKind(Struct, frozen=True):
    """What became of one kind: `taken` so many files, or `refusals`, and then nothing has changed."""

    kind: Kind
    taken: int = 0
    refusals: tuple[Refusal, ...] = ()


class Imported(Struct, frozen=True):
    """What became of a stick; `kinds` are those that were on it."""

    state: StickState
    kinds: tuple[OfKind, ...] = ()
    spoken: bool = True
    """False: new words have no prepared sentences yet."""

    release: bool = False
    """There is a new release on it, which who installs releases looks at by itself."""

    @property
    def well(self) -> bool:
        """Whether all that was there was taken."""
        return self.state is StickState.READ and not any(one.refusals for one in self.kinds)

    def took(self, kind: Kind) -> bool:
        """Whether something of this kind is new."""
        return any(one.kind is kind and one.taken for one in self.kinds)


def as_json(report: Imported) -> str:
    """For `from_json`, and for tools."""
    return msgspec.json.encode(report).decode()


def from_json(text: str | bytes) -> Imported:
    """Of a child; one that was killed has told nothing, and then the import is STOPPED."""
    try:
        return msgspec.json.decode(text, type=Imported)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return Imported(StickState.STOPPED)
