"""The two pages about all sheets: the contents, and what `kiosk check` has found."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from kiosk.checking.finding import Finding
from kiosk.proof.sheet import Sheet
from screens.tour.card import finding_html

_HEAD = """<h2>Les parcours</h2>
<table><thead><tr><th scope="col">Parcours</th><th scope="col" class="figure">Écrans</th>
<th scope="col" class="figure">Relus</th><th scope="col" class="figure">Constats</th>
<th scope="col" class="figure">Personnes inventées</th></tr></thead><tbody>
"""
NOTHING = "La vérification n’a rien trouvé."


def contents_html(how: str, sheets: Sequence[Sheet], findings: Sequence[Finding], page: str) -> str:
    """The contents: how to proof-read (`how`, HTML), and a row a sheet. `page` is that of all findings."""
    rows = "".join(map(_row, sheets))
    return (
        f'{how}\n{_HEAD}{rows}</tbody></table>\n<p><a href="{page}">Tous les constats</a>&nbsp;: {_count(findings)}</p>'
    )


def findings_html(findings: Sequence[Finding], sheets: Sequence[Sheet]) -> str:
    """All findings, file by file; a journey's file leads to its page, a step's finding to the step."""
    if not findings:
        return f"<p>{NOTHING}</p>"
    parts = [f"<p>{_count(findings)} « À corriger » bloque la borne. « À regarder » demande votre avis.</p>"]
    steps = {one: card.id for sheet in sheets for card in sheet.cards for one in card.findings}
    pages = {f"{sheet.id}.yaml": sheet for sheet in sheets}
    for file, several in groupby(sorted(findings, key=lambda one: (one.file not in pages, one.file)), lambda x: x.file):
        sheet = pages.get(file)
        title = f'<a href="{sheet.id}.html">{escape(sheet.title)}</a>' if sheet else escape(file)
        parts.append(f"<h2>{title}</h2>\n")
        for one in several:
            there = f'<p><a href="{sheet.id}.html#{steps[one]}">Voir l’écran</a></p>' if sheet and one in steps else ""
            parts.append(f"{finding_html(one)}{there}")
    return "".join(parts)


def _row(sheet: Sheet) -> str:
    cards = " ".join(f"{card.id}={card.fingerprint}" for card in sheet.cards)
    return (
        f'<tr><th scope="row"><a href="{sheet.id}.html">{escape(sheet.title)}</a></th>'
        f'<td class="figure">{len(sheet.cards)}</td><td class="figure" data-count="{cards}">–</td>'
        f'<td class="figure">{len(sheet.findings)}</td><td class="figure">{len(sheet.people)}</td></tr>\n'
    )


def _count(findings: Sequence[Finding]) -> str:
    notes = sum(one.note for one in findings)
    return f"{len(findings) - notes} à corriger, {notes} à regarder."
