"""A facilitator's day, touched in a real window: one picture for each thing that the guide shows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import structs
from PIL import Image, ImageDraw, PngImagePlugin

from kiosk.bookings.protocol import Contact, Slots
from kiosk.bookings.staff_agenda import StaffAgenda
from kiosk.device_state import DeviceState, Key
from kiosk.events import Outcome
from kiosk.facilitator.pin import hashed
from kiosk.figures import Cell, Figures, StaffCounts, Week
from kiosk.health.result import Result, attention, ready
from kiosk.health.running import all_checks
from kiosk.ids import BookingKey, JourneyId, NeedId
from kiosk.opening import open_site
from kiosk.page import EntryPage, Page, WaitingPage
from kiosk.printing.setup import SimulatedTable
from kiosk.printing.simulated import Simulated
from kiosk.settings import load
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from kiosk.stick.desk import StickDesk
from kiosk.stick.report import Imported, Kind, OfKind, StickState
from kiosk.stick.saving import Saved, SaveState
from kiosk.usage.counts_desk import CountsDesk
from kiosk.usage.period import Period
from kiosk.usage.sync.status import SyncStatus
from tests.booking_site import desks
from tests.guide.pages import SIZE, WORDS
from tests.guide.words import plain
from tests.pilot import Pilot
from voices.silent import SilentVoice

if TYPE_CHECKING:
    from kivy.uix.widget import Widget

    from screens.widgets.title import RoundSign

MORNING: Final = datetime(2026, 11, 23, 12, 20, tzinfo=UTC)
TODAY: Final = date(2026, 11, 23)
PIN: Final = "274951"
SESSION: Final = NeedId("epn_seance")
COLOURS: Final = 128
RING: Final = "#d00020"
_REACH: Final = 0.66
"""Of the width of what is in the ring, from its middle."""
PAPER: Final = attention("L’imprimante n’a plus de papier.", "Mettez un nouveau rouleau.")
"""What the opening check finds in the pictures: something small, so that the list is not empty."""
SHARING: Final = CountsDesk(
    hub=True, carries=True, status=SyncStatus, export=lambda: Saved(SaveState.SAVED, "comptes-1.csv")
)
WEEK: Final = Week(
    Period("2026-W47"),
    480,
    (
        Cell(JourneyId("forem_inscription"), Outcome.BOOKED.value, 12),
        Cell(JourneyId("commune_identite"), Outcome.BOOKED.value, 17),
        Cell(JourneyId("epn_seances"), Outcome.BOOKED.value, 8),
        Cell(JourneyId("aide_cpas"), Outcome.PHONE.value, 6),
    ),
)


class Album:
    """One window, one kiosk, and the hands on it."""

    def __init__(self, data: Path, target: Path) -> None:
        """`data` is the kiosk's own folder, `target` that of the pictures."""
        self._target = target
        self._pilot = Pilot(*SIZE)  # the window first: Kivy opens one of its own size when the screens are imported
        from screens.panel import panel_for
        from screens.stage import Stage

        state = DeviceState()
        state.put(Key.PIN_HASH, hashed(PIN))
        self._stage = Stage(
            open_site(structs.replace(load(), printer=SimulatedTable()), data, lambda: MORNING, TODAY),
            voice=SilentVoice(),
            record=lambda _: None,
            now=lambda: MORNING,
            monotonic=self._pilot.clock.now,
            panel=panel_for(*SIZE),
            printer=Simulated(),
            staff=StaffPorts(
                state=state, agenda=_agenda(data), health=_health, counts=_counts, stick=_stick(), sharing=SHARING
            ),
        )
        self._pilot.show(self._stage.root)
        self._pilot.draws = False  # but for the pictures
        self._stage.start()

    def take(self) -> Iterator[Path]:
        """All pictures, in the order of the day; then the window is given back."""
        yield self._picture("accueil", ring=self._sign)
        self._knock()
        yield self._picture("code")
        self._let_in()
        yield self._picture("panneau")
        self._touch("Ouverture")
        yield self._picture("ouverture")
        self._touch("Retour", "Mes créneaux")
        yield self._picture("semaine")
        self._touch("Retour", "Réglages")
        yield self._picture("reglages")
        self._touch("Retour", "Importer", "Lire la clé")
        yield self._picture("importer")
        self._touch("C’est fini", "Les chiffres")
        yield self._picture("chiffres")
        self._touch("Retour", "Mettre en pause", "Je reviens à 14 h", "Fermer")
        yield self._picture("pause")
        self._knock()
        self._let_in()
        self._touch("Reprendre", "Fermer", "La commune", "Ma carte d’identité", "Une personne")
        yield self._picture("appel")
        self._stage.close()
        self._pilot.clear()

    @property
    def _page(self) -> Page:
        return self._stage.app.page

    def _picture(self, name: str, ring: "Widget | None" = None) -> Path:
        """Half as many pixels, few colours: enough for a third of a sheet. `ring`: what a red ring is drawn around."""
        path = self._target / f"{name}.png"
        self._pilot.advance(1.0, 0.5)
        with Image.open(self._pilot.screenshot(path)) as whole:
            small = whole.convert("RGB").resize((SIZE[0] // 2, SIZE[1] // 2), Image.Resampling.LANCZOS)
        if ring is not None:
            x, y, reach = ring.center_x / 2, (SIZE[1] - ring.center_y) / 2, ring.width * _REACH / 2
            ImageDraw.Draw(small).ellipse((x - reach, y - reach, x + reach, y + reach), outline=RING, width=4)
        notes = PngImagePlugin.PngInfo()
        notes.add_itxt(WORDS, "\n".join(self._pilot.texts()), zip=True)
        small.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True, pnginfo=notes)
        return path

    @property
    def _sign(self) -> "RoundSign":
        from screens.widgets.title import RoundSign

        (sign,) = [one for one in self._pilot.touchables() if isinstance(one, RoundSign)]
        return sign

    def _knock(self) -> None:
        self._pilot.advance(0.6, 0.3)
        for _ in range(5):
            self._pilot.tap(*self._sign.center)
            self._pilot.advance(0.2, 0.2)
        assert isinstance(self._page, EntryPage)

    def _let_in(self) -> None:
        self._pilot.advance(0.6, 0.3)
        for digit in PIN:
            self._pilot.tap_label(digit)
        self._pilot.tap_label("Ouvrir")
        assert self._pilot.wait_until(lambda: isinstance(self._page, StaffPage) and bool(self._page.bars))

    def _touch(self, *labels: str) -> None:
        for label in labels:
            self._pilot.advance(0.6, 0.3)
            while label not in map(plain, self._pilot.labels()):
                self._press("Autres choix")
            self._press(label)

    def _press(self, label: str) -> None:
        """Until something else is on the window: figures that come meanwhile begin the panel's half second anew."""
        before = self._pilot.texts()
        for _ in range(3):
            self._pilot.tap_label(label)
            assert self._pilot.wait_until(lambda: not isinstance(self._page, WaitingPage))
            self._pilot.advance(0.6, 0.3)
            if self._pilot.texts() != before:
                return
        message = f"{label!r} does nothing"
        raise AssertionError(message)


def _agenda(data: Path) -> StaffAgenda | None:
    """An agenda with a few appointments in it."""
    found = desks(load(), data, lambda: MORNING)
    desk = found[SESSION]
    offered = desk.provider.slots(desk.service, TODAY, date(2026, 11, 27))
    assert isinstance(offered, Slots)
    for number, slot in enumerate(offered.slots[::2]):
        desk.provider.book(slot, BookingKey(f"{number:032}"), Contact())
    return StaffAgenda.of([desk.provider for desk in found.values()])


def _stick() -> StickDesk:
    """A stick with recordings and words on it, that is always there."""
    kinds = (OfKind(Kind.RECORDINGS, 12), OfKind(Kind.LEXICON, 1))
    return StickDesk(
        take=lambda: Imported(StickState.READ, kinds),
        save=lambda: Saved(SaveState.NO_STICK),
        squares=lambda: ("",),
    )


def _health() -> tuple[Result, ...]:
    found = {"printer": PAPER}
    return tuple(Result(one.id, one.title, one.icon, found.get(one.id, ready("Prêt."))) for one in all_checks())


def _counts() -> StaffCounts:
    return StaffCounts(9, Figures(WEEK, date(2026, 11, 16)))
