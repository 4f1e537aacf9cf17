"""A chart as a text for Graphviz's `dot`: each step is a card whose rows are its buttons, each with its arrow."""

from collections.abc import Iterator
from html import escape
from textwrap import wrap

from kiosk.drawing.chart import Arrow, Card, Chart, Place, Sign
from kiosk.drawing.layout import Layout
from kiosk.drawing.words import LEGEND, stopped, weeks_counted

FONT = "Arial,Liberation Sans,DejaVu Sans"
"""The first two are of one width; the last, which is wider, is what a kiosk measures with."""
_INK, _PALE, _ROW, _LAST, _STOPPED = "#1a1a1a", "#595959", "#eeeeee", "#cdebd0", "#ffd9b0"
_SIGNS = {
    Place.JOURNEY: "#d9e6f7",
    Place.PERSON: "#fff3c4",
    Place.HOME: "white",
    Place.COUNTS: "white",
    Place.END: "white",
    Place.BACK: "white",
}
_BREAK = '<BR ALIGN="LEFT"/>'
_AIR = "\u00a0"
"""After each line: browsers draw letters a little wider than dot measures them."""
_SPACE = "nodesep=0.12, ranksep=0.14, pad=0.05"
"""Inches."""


def dot_of(chart: Chart, layout: Layout) -> str:
    """The whole text. The words of the content are escaped: none of them can become a command of dot."""
    return "\n".join(
        (
            "digraph {",
            f'  graph [charset="UTF-8", rankdir={layout.direction.value}, {_SPACE}, fontname="{FONT}"]',
            f"  graph [labelloc=t, labeljust=l, label=<{_heading(chart)}>]",
            f'  node [fontname="{FONT}", fontsize=10, fontcolor="{_INK}", color="{_INK}", shape=plain]',
            f'  edge [color="{_PALE}", arrowsize=0.6]',
            *(f'  "{_quoted(card.id)}" [label=<{_card(card, layout.letters)}>]' for card in chart.cards),
            *(line for card in chart.cards for line in _arrow_lines(card, layout)),
            "}",
            "",
        )
    )


def _heading(chart: Chart) -> str:
    lines = LEGEND if chart.weeks is None else (*LEGEND, weeks_counted(chart.weeks))
    small = "".join(f"{_plain(line)}{_AIR}{_AIR}{_BREAK}" for line in lines)
    title = f'<FONT POINT-SIZE="16"><B>{_plain(chart.title)}</B></FONT>{_BREAK}'
    return f'{title}<FONT POINT-SIZE="10">{small}</FONT>'


def _card(card: Card, letters: int) -> str:
    said = stopped(card.ended)
    rows = [_row(f"{_small(card.kind, letters)}{_BREAK}<B>{_lines(card.title, letters - 2)}</B>")]
    rows += [row for number, arrow in enumerate(card.arrows) for row in _rows(number, arrow, letters)]
    rows += [_row(_lines(said, letters), f'BGCOLOR="{_STOPPED}"')] if said else []
    colour = _LAST if card.last else "white"
    table = _table("".join(rows), f'BORDER="1" CELLSPACING="1" CELLPADDING="1" BGCOLOR="{colour}"')
    return _table(f"<TR><TD>{table}</TD></TR>", 'BORDER="1" CELLSPACING="1" CELLPADDING="0"') if card.last else table


def _rows(number: int, arrow: Arrow, letters: int) -> Iterator[str]:
    """A button, and the sign that it may have."""
    label = _lines(arrow.label, letters)
    said = f"<B>{label}</B>" if arrow.main else label
    notes = "".join(f"{_BREAK}{_small(note, letters)}" for note in arrow.notes)
    yield _row(said + notes, f'PORT="way{number}" BGCOLOR="{_ROW}"')
    if isinstance(arrow.to, Sign) and not arrow.to.apart:
        yield _row(_pill(arrow.to, letters))


def _pill(sign: Sign, letters: int) -> str:
    look = f'BORDER="1" CELLSPACING="0" CELLPADDING="1" STYLE="ROUNDED" BGCOLOR="{_SIGNS[sign.place]}"'
    return _table(f"<TR><TD>{_lines(f'{sign.mark} {sign.text}', letters)}</TD></TR>", look)


def _arrow_lines(card: Card, layout: Layout) -> Iterator[str]:
    """The arrows of a card, each from the row of its button, and the signs to which they lead."""
    for number, arrow in enumerate(card.arrows):
        if isinstance(arrow.to, Sign) and not arrow.to.apart:
            continue
        if isinstance(arrow.to, Sign):
            yield _sign_line(arrow.to, layout)
        to = arrow.to.id if isinstance(arrow.to, Sign) else arrow.to
        look = f' [penwidth=2.6, color="{_INK}"]' if arrow.main else ""
        yield f'  "{_quoted(card.id)}":"way{number}":_ -> "{_quoted(to)}"{look}'


def _sign_line(sign: Sign, layout: Layout) -> str:
    label = f"{_lines(sign.text, layout.letters)}{_BREAK}"
    look = f'shape=note, style=filled, fillcolor="{_SIGNS[sign.place]}", margin="0.09,0.04", height=0.25'
    return f'  "{_quoted(sign.id)}" [label=<{label}>, {look}]'


def _table(rows: str, look: str) -> str:
    return f'<TABLE CELLBORDER="0" {look}>{rows}</TABLE>'


def _row(inside: str, look: str = "") -> str:
    """A row of one cell."""
    return f'<TR><TD ALIGN="LEFT" BALIGN="LEFT" {look}>{inside}</TD></TR>'


def _small(text: str, letters: int) -> str:
    return f'<FONT POINT-SIZE="8.5" COLOR="{_PALE}">{_lines(text, letters + 5)}</FONT>'


def _lines(text: str, letters: int) -> str:
    """Broken into lines, in the form of dot's labels."""
    return _BREAK.join(f"{_plain(line)}{_AIR}" for line in wrap(text, letters, break_long_words=False))


def _plain(text: str) -> str:
    """Without a sign that means something in a label: dot reads a backslash even there."""
    return escape(text).replace("\\", "\\\\")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
