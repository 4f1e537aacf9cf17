"""`kiosk tour`: goes to every step and leaves a picture and the sound of each screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.ids import JourneyId
from kiosk.languages.catalogue import Catalogue
from kiosk.page import IdlePage, Page, Utterance
from kiosk.pages import words
from kiosk.pages.speech import compose
from kiosk.pages.translation import translated
from kiosk.proof.shown import Screen
from kiosk.tour import Stop, house_states, stops
from screens.drive import Driver
from screens.stage import Stage
from screens.tour.guide import Guide

Sound = Callable[[Sequence[Utterance], Path], Path | None]
"""Writes what is said of a page to a WAV file; returns what it left there, None when there was nothing to hear."""
PICTURES, SOUNDS = "images", "sons"
"""Folders beside the pages, in the proof-reader's language."""
BAR_PAGES = (("person", words.PERSON), ("settings", words.SOUND), ("finish", words.FINISH))
HOME_PAGES = (("language", words.LANGUAGE),)


@dataclass
class Taken:
    """What a tour leaves: the screens of each step, and those of the house by the name of their state."""

    steps: dict[Stop, list[Screen]] = field(default_factory=dict)
    house: dict[str, list[Screen]] = field(default_factory=dict)


@dataclass
class Tour:
    """One tour at one size."""

    stage: Stage
    driver: Driver
    folder: Path
    sound: Sound
    progress: Callable[[str], None]
    language: str = "fr"
    taken: Taken = field(default_factory=Taken)

    def __post_init__(self) -> None:
        """Meet the guide."""
        self.guide = Guide(self.driver, self.stage.kiosk, lambda: self.stage.app.page, self.language)

    def take(self, journey: JourneyId | None) -> Taken:
        """Every step; without a `journey` also every state of the house."""
        for stop in stops(self.stage.kiosk.site, journey):
            self._visit(stop)
        if journey is None:
            self._house()
        return self.taken

    @property
    def _catalogue(self) -> Catalogue:
        return self.stage.kiosk.site.catalogue(self.language)

    def _visit(self, stop: Stop) -> None:
        self.guide.go(stop.answers)
        screens = self.taken.steps[stop] = self._shoot_parts(stop.name)
        screens += self._other_pages(stop.name)
        if any(choice.id == words.QR for choice in self.stage.app.page.choices):
            self.guide.touch(words.QR)
            screens += self._shoot_parts(f"{stop.name}-qr")
            self.guide.touch(words.CLOSE)
            self.guide.touch(words.CANCEL)
            screens.append(self._shoot(f"{stop.name}-cancel"))
            self.guide.touch(words.CLOSE)

    def _other_pages(self, name: str) -> list[Screen]:
        """Where the step shows an official site: a sample of each other page of its guidance, one behind the other."""
        visit = self.stage.kiosk.session.official
        seen = []
        for number in range(2, len(visit.guide.guidance.pages) + 1) if visit else ():
            self.guide.press_site()
            seen.append(self._shoot(f"{name}-{number}"))
        return seen

    def _house(self) -> None:
        self.guide.go(())
        for name, choice in HOME_PAGES:
            self.guide.touch(choice)
            self._keep(name, self._shoot_parts(f"house-{name}"))
            self.guide.touch(words.BACK)
        self.guide.go((self.stage.app.page.choices[0].id,))
        for name, choice in BAR_PAGES:
            self.guide.touch(choice)
            self._keep(name, self._shoot_parts(f"house-{name}"))
            while self.stage.kiosk.session.overlay:
                self.guide.touch(words.BACK)
        self._idle()
        for name, page in house_states(self.stage.kiosk.site, self._catalogue):
            for number, part in enumerate(self.stage.split(translated(page, self._catalogue) or page)):
                self.stage.app.show(_saying(part))
                self._keep(name, [self._shoot(f"house-{name}" + (f"-{number + 1}" if number else ""))])

        self._staff()

    def _staff(self) -> None:
        """The panel: no PIN is kept on a tour, so nobody is asked for one."""
        staff = self.stage.kiosk.staff
        staff.knock()
        staff.let_in()
        self._keep("staff-panel", self._shoot_parts("house-staff-panel"))
        staff.close()

    def _idle(self) -> None:
        for _ in range(200):
            if isinstance(self.stage.app.page, IdlePage):
                break
            self.driver.advance(1.0, 1.0)
        self.driver.advance(5.0, 1.0)
        self._keep("idle", [self._shoot("house-idle")])
        self.driver.advance(26.0, 1.0)
        self._keep("erased", [self._shoot("house-erased")])
        self.driver.advance(6.0, 1.0)

    def _keep(self, name: str, screens: list[Screen]) -> None:
        self.taken.house.setdefault(f"house-{name}", []).extend(screens)

    def _shoot_parts(self, name: str) -> list[Screen]:
        seen = [self._shoot(name)]
        while self.guide.turns_to_another_part() and all(self.stage.app.page != one.page for one in seen):
            seen.append(self._shoot(f"{name}-{len(seen) + 1}"))
        return seen

    def _shoot(self, name: str) -> Screen:
        self.driver.wait_until(lambda: self.stage.pictured)
        page = self.stage.app.page
        picture = f"{PICTURES}/{name}.png"
        self.guide.picture(self.folder / picture)
        heard = self.sound(compose(page), self.folder / SOUNDS / f"{name}.wav")
        self.progress(name)
        return Screen(page, picture, f"{SOUNDS}/{heard.name}" if heard else "")


def tour(
    stage: Stage, driver: Driver, folder: Path, sound: Sound, journey: JourneyId | None, *, language: str = "fr"
) -> Taken:
    """Take the tour. The stage is shown on the driver's window; pictures and sounds go to two folders in `folder`."""
    for name in (PICTURES, SOUNDS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    done: list[str] = []

    def tell(name: str) -> None:
        done.append(name)
        print(f"{len(done):3} {name}", flush=True)  # noqa: T201 (a command that takes minutes says where it is)

    return Tour(stage, driver, folder, sound, tell, language).take(journey)


def _saying(page: Page) -> Page:
    from dataclasses import replace

    return replace(page, say=compose(page))
