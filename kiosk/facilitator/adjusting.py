"""*Réglages*: how loud and how bright the kiosk may be, in which language it begins, when it sleeps."""

from dataclasses import replace
from typing import Final

from kiosk.device.limits import Limits, chosen_prefs, within
from kiosk.device_state import Key
from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.area import Area
from kiosk.facilitator.opening_times import OpeningTimes
from kiosk.ids import ChoiceId
from kiosk.languages.catalogue import FRENCH
from kiosk.page import Choice, Page
from kiosk.pages import staff_settings, words
from kiosk.pages.staff_settings import HOURS, LANGUAGE, LIGHT, VOLUME

SETTLED: Final = 2.0
"""Seconds after the last touch before what was chosen is written: an hour is reached by several steps."""
NOT_KEPT: Final = "La borne n’écrit pas\u00a0: ce réglage s’arrête si elle redémarre."


class Adjusting(Area):
    """What is touched holds at once; it is on disk soon after, or when the page is left."""

    _on = False
    _changed_at: float | None = None
    _times: OpeningTimes | None = None

    @property
    def tile(self) -> Choice | None:
        return staff_settings.TILE

    @property
    def page(self) -> Page | None:
        """The settings, or the hours behind them."""
        if self._times is not None:
            return self._times.page
        languages = self.desk.visit.site.languages
        chosen = self._get(Key.LANGUAGE)
        language = chosen if chosen in languages else FRENCH.language
        return staff_settings.settings_page(self._limits, language, languages.values()) if self._on else None

    def opened(self) -> None:
        self._on = True

    def chosen(self, choice_id: ChoiceId) -> bool:
        """An option, a step, or *Retour* from the hours."""
        before = self.page
        if self._times is not None:
            if not self._times.chosen(choice_id):
                if choice_id != words.BACK:
                    return False
                self._times = None
        elif choice_id == HOURS:
            self._times = OpeningTimes(self._get(Key.HOURS), lambda text: self._put(Key.HOURS, text))
        elif not self._option(choice_id):
            return False
        after = self.page
        self.desk.redraw(fresh=before is None or after is None or before.title != after.title)
        return True

    def tick(self, now: float) -> None:
        """Write what was chosen, once the fingers rest."""
        if self._changed_at is not None and now - self._changed_at >= SETTLED:
            self._save()

    def left(self) -> None:
        self._on, self._times = False, None
        if self._changed_at is not None:
            self._save()

    @property
    def _limits(self) -> Limits:
        return Limits.kept(self._get(Key.LIMITS))

    def _get(self, key: Key) -> str:
        return self.desk.ports.staff.state.get(key)

    def _option(self, choice_id: ChoiceId) -> bool:
        """A volume, a light or a language."""
        if choice_id.startswith(VOLUME):
            self._put(Key.LIMITS, replace(self._limits, volume=int(choice_id.removeprefix(VOLUME))).text())
        elif choice_id.startswith(LIGHT):
            self._put(Key.LIMITS, replace(self._limits, light=int(choice_id.removeprefix(LIGHT))).text())
            self._relight()
        elif choice_id.startswith(LANGUAGE):
            self._put(Key.LANGUAGE, choice_id.removeprefix(LANGUAGE))
        else:
            return False
        self._tell_visit()
        return True

    def _put(self, key: Key, text: str) -> None:
        self.desk.ports.staff.state.put(key, text)
        self._changed_at = self.desk.ports.monotonic()

    def _relight(self) -> None:
        device = self.desk.ports.staff.device
        device.want(percent=self._limits.percent)
        self.desk.ports.background(device.relight, lambda _: None)

    def _tell_visit(self) -> None:
        """A visitor keeps what they chose, as far as it is still allowed; without one, all begins as chosen here."""
        visit, limits = self.desk.visit, self._limits
        prefs = within(visit.session.prefs, limits)
        if visit.session.started is None:
            prefs = chosen_prefs(self.desk.ports.staff.state, visit.site.languages)
        visit.session = replace(visit.session, prefs=prefs)
        visit.refresh()

    def _save(self) -> None:
        self._changed_at = None
        self.desk.ports.background(self.desk.ports.staff.state.save, self._kept)

    def _kept(self, well: bool) -> None:  # noqa: FBT001  # an answer
        self.desk.act(StaffAct.ADJUST, well=well)
        if not well:
            self.desk.tell(NOT_KEPT)
