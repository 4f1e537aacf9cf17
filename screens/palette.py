"""The colours, each written once, and the pairs that are used. Pure: no Kivy here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from kiosk.page import Tone

Rgba = tuple[float, float, float, float]
"""Red, green, blue, opacity: 0 to 1."""


def rgba(hexadecimal: str, opacity: float = 1.0) -> Rgba:
    """The colour written "#RRGGBB"."""
    red, green, blue = bytes.fromhex(hexadecimal.removeprefix("#"))
    return red / 255, green / 255, blue / 255, opacity


class Paint(NamedTuple):
    """A fill and what is written on it."""

    fill: Rgba
    text: Rgba


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours; the black-and-white one has the same names."""

    ground: Rgba
    ink: Rgba
    card: Rgba
    hairline: Rgba
    """Around what cannot be touched, and between the page and its bar: an ornament."""
    edge: Rgba
    """Around white things that can be touched; words of what is out of reach."""
    shadow: Rgba
    mark: Paint
    """What is lit: spoken, or pressed on white."""
    underlay: Rgba
    """Behind the sentence that is spoken."""
    attention: Paint
    """The button that stands out: Réécouter, "Oui, je suis là"."""
    stop: Rgba
    """Terminer, on white."""
    night: Paint
    """The ground of "Êtes-vous encore là ?"."""
    trough: Rgba
    """The emptied part of the countdown, on night."""
    tones: Mapping[Tone, Paint]

    @property
    def pairs(self) -> tuple[tuple[str, Rgba, Rgba], ...]:
        """Every (name, text, fill) that is read."""
        return (
            ("ink on ground", self.ink, self.ground),
            ("ink on card", self.ink, self.card),
            ("text on mark", self.mark.text, self.mark.fill),
            ("ink on underlay", self.ink, self.underlay),
            ("text on attention", self.attention.text, self.attention.fill),
            ("text on night", self.night.text, self.night.fill),
            ("text on night tone", self.tones[Tone.INK].text, self.tones[Tone.INK].fill),
        )

    @property
    def signs(self) -> tuple[tuple[str, Rgba, Rgba], ...]:
        """Every (name, sign, fill) of icons, frames and words on a tone."""
        tones = tuple((f"on {tone.value}", paint.text, paint.fill) for tone, paint in self.tones.items())
        icons = tuple((f"{tone.value} on card", paint.fill, self.card) for tone, paint in self.tones.items())
        return (
            *tones,
            *icons,
            ("edge on ground", self.edge, self.ground),
            ("edge on card", self.edge, self.card),
            ("stop on card", self.stop, self.card),
            ("attention on ink", self.attention.fill, self.ink),
            ("attention on night", self.attention.fill, self.night.fill),
        )


_WHITE = rgba("#FFFFFF")
_BLACK = rgba("#000000")
_INK = rgba("#14213D")

COLOURS: Final = Palette(
    ground=rgba("#FBF7F0"),
    ink=_INK,
    card=_WHITE,
    hairline=rgba("#E2DCCD"),
    edge=rgba("#544E40"),
    shadow=rgba("#14213D", 0.3),
    mark=Paint(rgba("#FFC400"), _INK),
    underlay=rgba("#FFD95A"),
    attention=Paint(rgba("#FFC400"), _INK),
    stop=rgba("#9B1B30"),
    night=Paint(_INK, _WHITE),
    trough=rgba("#33415F"),
    tones=MappingProxyType(
        {
            Tone.INK: Paint(_INK, _WHITE),
            Tone.FOREM: Paint(rgba("#5B2A86"), _WHITE),
            Tone.COMMUNE: Paint(rgba("#00595A"), _WHITE),
            Tone.LEARN: Paint(rgba("#8A3B00"), _WHITE),
            Tone.AID: Paint(rgba("#9B1B30"), _WHITE),
        }
    ),
)

BLACK_AND_WHITE: Final = Palette(
    ground=_WHITE,
    ink=_BLACK,
    card=_WHITE,
    hairline=_BLACK,
    edge=_BLACK,
    shadow=rgba("#000000", 0.0),
    mark=Paint(_WHITE, _BLACK),
    underlay=_WHITE,
    attention=Paint(_WHITE, _BLACK),
    stop=_BLACK,
    night=Paint(_BLACK, _WHITE),
    trough=_BLACK,
    tones=MappingProxyType(dict.fromkeys(Tone, Paint(_BLACK, _WHITE))),
)
"""What is lit in yellow elsewhere is inverted or underlined here."""


DARK_PART: Final = 0.03928
"""Below this WCAG 2 takes a part of a colour as linear."""


def luminance(colour: Rgba) -> float:
    """Relative luminance as in WCAG 2, 0 to 1."""
    linear = [part / 12.92 if part <= DARK_PART else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgba, other: Rgba) -> float:
    """The contrast ratio of two opaque colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
