"""The invented visitors of a journey on the proof-reading sheet."""

from html import escape

from kiosk.proof.people import Move, Person
from kiosk.proof.sheet import anchor
from screens.tour.card import Link


def people_html(invented: str, people: tuple[Person, ...], link: Link) -> str:
    """All of them under one heading; nothing where there are none. `invented` says that nobody here exists."""
    if not people:
        return ""
    several = "".join(_person(one, invented, link) for one in people)
    return f'<section aria-labelledby="inventees"><h2 id="inventees">Personnes inventées</h2>\n{several}</section>'


def _person(person: Person, invented: str, link: Link) -> str:
    where = "<p>Dans un lieu qui donne des heures.</p>" if person.books else ""
    where += "<p>Où la borne montre le site officiel.</p>" if person.guided else ""
    moves = "".join(f"<li>{_move(move, link)}</li>" for move in person.moves)
    astray = f' <b class="mark">Attendu&nbsp;: {escape(person.astray)}</b>' if person.astray else ""
    return (
        f'<div class="person"><p><b>{escape(person.situation)}</b> <span class="mark">Inventé</span></p>'
        f'<p class="small">{escape(invented)}</p>{where}<ol>{moves}</ol>'
        f"<p>À la fin&nbsp;: <b>{escape(person.outcome)}</b>{astray}</p></div>\n"
    )


def _move(move: Move, link: Link) -> str:
    touched = escape(move.touched) if move.by_hand else f"touche «&nbsp;{escape(move.touched)}&nbsp;»"
    return f"{link(anchor(move.at), move.title)} <span aria-hidden='true'>→</span> {touched}"
