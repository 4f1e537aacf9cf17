"""What the house's own buttons do, by id: one table, beside the one who decides what may be pressed when."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from kiosk.events import EndReason
from kiosk.ids import ChoiceId
from kiosk.pages import keypad, listening, words
from kiosk.pages.booking_pages import DAY, SLOT
from kiosk.session import Overlay

if TYPE_CHECKING:
    from kiosk.controller import Kiosk

OVERLAYS: Final = {
    words.PERSON: Overlay.PERSON,
    words.SOUND: Overlay.SETTINGS,
    words.FINISH: Overlay.FINISH,
    words.LANGUAGE: Overlay.LANGUAGE,
    words.QR: Overlay.QR,
    words.CANCEL: Overlay.CANCEL,
}
"""Buttons that lay a page of the house over the journey's."""
_PREFERENCES: Final = ("volume:", "speed:", "size:", "contrast:", "blind:")


def buttons(kiosk: "Kiosk") -> Mapping[ChoiceId, Callable[[], None]]:
    """By their whole id."""
    return {
        words.BACK: kiosk.back,
        words.REPEAT: kiosk.repeat,
        words.MORE: kiosk.more,
        words.CLOSE: kiosk.uncover,
        words.CAME: kiosk.uncover,
        words.CALL: kiosk.calling.again,
        words.END: lambda: kiosk.reset(EndReason.FINISHED),
        words.STAY: kiosk.refresh,
        words.OTHER: kiosk.other,
        words.BLIND: kiosk.preferences.blind,
        words.DONE: kiosk.entry.done,
        words.DELETE: kiosk.entry.delete,
        words.LAYOUT: kiosk.entry.layout,
        words.CONFIRM: kiosk.booking.confirm,
        words.RETRY: kiosk.booking.retry,
        words.OTHER_HOUR: kiosk.booking.other_hour,
        words.OTHER_WAY: kiosk.booking.other_way,
        words.CANCEL_YES: kiosk.booking.cancel,
        words.PRINT: kiosk.printing.ask,
    }


def kinds(kiosk: "Kiosk") -> Mapping[str, Callable[[ChoiceId], None]]:
    """By how their id begins."""
    return {
        DAY: kiosk.booking.pick,
        SLOT: kiosk.booking.pick,
        keypad.KEY: kiosk.entry.press,
        words.SPEAK: kiosk.preferences.speak,
        listening.SOUND: kiosk.preferences.listen,
        **dict.fromkeys(_PREFERENCES, kiosk.preferences.prefer),
    }
