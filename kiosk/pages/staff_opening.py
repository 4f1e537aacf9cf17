"""The pages of the opening check: ready, or what to do; the trials of sound and touch. Pure."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from kiosk.health.result import CheckId, Result, State, verdict, worst_first
from kiosk.ids import ChoiceId
from kiosk.page import Choice, ChoicePage, FiguresPage, InfoPage, Line, NoticePage, Page, TouchGridPage, WaitingPage
from kiosk.pages.staff_pages import BAR

OPENING: Final = ChoiceId("staff:opening")
AGAIN: Final = ChoiceId("opening:again")
ALL: Final = ChoiceId("opening:all")
HEAR: Final = ChoiceId("opening:hear")
HEARD: Final = ChoiceId("opening:heard")
NOT_HEARD: Final = ChoiceId("opening:not_heard")
GRID: Final = ChoiceId("opening:grid")
STUCK: Final = ChoiceId("opening:stuck")
DETAIL: Final = "opening:check:"
"""Before the id of a check, the id of the choice that shows it."""
FIELD: Final = "opening:field:"
"""Before the number of a field, the id of the field."""
SOUND, TOUCH = CheckId("sound"), CheckId("touch")
"""The checks that a person answers."""
FIELDS: Final = 12
SPOKEN: Final = "Bonjour. Je suis la voix de la borne."
SIGNS: Final = {
    State.READY: "check-circle",
    State.ATTENTION: "warning",
    State.BROKEN: "x-circle",
    State.ABSENT: "minus",
}
_HOW: Final = {
    State.READY: "prêt",
    State.ATTENTION: "à faire",
    State.BROKEN: "en panne",
    State.ABSENT: "pas ici",
}
_TITLES: Final = {
    State.READY: "La borne est prête",
    State.ATTENTION: "La borne peut ouvrir",
    State.BROKEN: "La borne n’est pas prête",
}
_TO_DO: Final = "wrench"
_HEAR: Final = Choice(HEAR, "Tester le son", icon="speaker-high", primary=False)
_GRID: Final = Choice(GRID, "Tester l’écran", icon="hand-pointing", primary=False)
_AGAIN: Final = Choice(AGAIN, "Contrôler encore", icon="arrow-clockwise", primary=False)
_ALL: Final = Choice(ALL, "Voir tous les contrôles", icon="list-checks", primary=False)
_TRIALS: Final = {SOUND: _HEAR, TOUCH: _GRID}


def tile() -> Choice:
    """The tile of the panel."""
    return Choice(OPENING, "Ouverture", icon="seal-check")


def waiting_page() -> Page:
    """While the checks run."""
    return WaitingPage(title="Je contrôle la borne", icon="hourglass", bar=BAR)


def list_page(results: Sequence[Result]) -> Page:
    """The verdict, what is to be done, and the trials."""
    to_do = (one for one in worst_first(results) if one.found.do)
    choices = (*map(_row, to_do), _HEAR, _GRID, _ALL, _AGAIN)
    return ChoicePage(title=_TITLES[verdict(results)], choices=choices, bar=BAR)


def all_page(results: Sequence[Result]) -> Page:
    """Every check and how it is, a line each, the worst first."""
    lines = (Line(_in_a_line(one), icon=SIGNS[one.state], live=True) for one in worst_first(results))
    return FiguresPage(title="Tous les contrôles", lines=tuple(lines), choices=(_AGAIN,), bar=BAR)


def detail_page(result: Result) -> Page:
    """What one check found, and what to do."""
    says = Line(result.found.says, live=True, icon=SIGNS[result.state])
    do = (Line(sentence, live=True, icon=_TO_DO) for sentence in _sentences(result.found.do))
    trial = _TRIALS.get(result.check)
    choices = (trial, _AGAIN) if trial else (_AGAIN,)
    return InfoPage(title=result.title, lines=(says, *do), icon=result.icon, choices=choices, bar=BAR)


def sound_page() -> Page:
    """`SPOKEN` was said."""
    return NoticePage(
        title="M’avez-vous entendu\u00a0?",
        lines=(Line("La voix vient de parler."),),
        icon="speaker-high",
        choices=(
            Choice(HEARD, "Oui, j’ai entendu", icon="check-circle"),
            Choice(NOT_HEARD, "Non, rien", icon="speaker-slash", primary=False),
            Choice(HEAR, "Écouter encore", icon="arrow-counter-clockwise", primary=False),
        ),
        bar=BAR,
    )


def grid_page(touched: Collection[int]) -> Page:
    """Fields all over the body, from 1; the touched ones have a tick."""
    fields = (_field(number, chosen=number in touched) for number in range(1, FIELDS + 1))
    return TouchGridPage(title="Touchez chaque case", choices=tuple(fields), bar=BAR)


def stuck_page(left: int) -> Page:
    """Somebody leaves the grid before all fields are ticked."""
    what = "1 case n’est pas cochée." if left == 1 else f"{left} cases ne sont pas cochées."
    return NoticePage(
        title="Le test n’est pas fini",
        lines=(Line(what, live=True),),
        icon="hand-pointing",
        choices=(
            Choice(GRID, "Continuer le test", icon="arrow-right"),
            Choice(STUCK, "L’écran ne répond pas là", icon="x-circle", primary=False),
        ),
        bar=BAR,
    )


def _row(result: Result) -> Choice:
    return Choice(
        ChoiceId(f"{DETAIL}{result.check}"),
        result.title,
        icon=SIGNS[result.state],
        live=True,
        primary=result.state is State.BROKEN,
    )


def _in_a_line(result: Result) -> str:
    return f"{result.title}\u00a0: {_HOW[result.state]}"


def _sentences(text: str) -> tuple[str, ...]:
    """Each alone, so that a small panel may show them one after another."""
    return tuple(re.split(r"(?<=[.]) ", text)) if text else ()


def _field(number: int, *, chosen: bool) -> Choice:
    return Choice(
        ChoiceId(f"{FIELD}{number}"), str(number), icon="check" if chosen else "", chosen=chosen, primary=False
    )
