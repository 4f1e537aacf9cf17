"""The two pages about all sheets: the contents, and what `kiosk check` has found."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from kiosk.checking.finding import Finding
from kiosk.proof.sheet import Sheet
from screens.tour.card import findings_html

_HEAD = """<h2>Les parcours</h2>
<table><thead><tr><th scope="col">Parcours</th><th scope="col" class="figure">Écrans</th>
<th scope="col" class="figure">Relus</th><th scope="col" class="figure">Constats</th>
<th scope="col" class="figure">Personnes inventées</th></tr></thead><tbody>
"""
MEANING = "«\u00a0À corriger\u00a0» doit changer avant l’ouverture. «\u00a0À regarder\u00a0» demande votre avis."
NOTHING = "La vérification n’a rien trouvé."


def contents_html(how: str, sheets: Sequence[Sheet], findings: Sequence[Finding], page: str) -> str:
    """The contents: how to proof-read (`how`, HTML), and a row a sheet. `page` is that of all findings."""
    rows = "".join(map(_row, sheets))
    return (
        f'{how}\n{_HEAD}{rows}</tbody></table>\n<p><a href="{page}">Tous les constats</a>&nbsp;: {_count(findings)}</p>'
    )


def all_findings_html(findings: Sequence[Finding], sheets: Sequence[Sheet]) -> str:
    """All findings, file by file: those of a journey first, each with a link to its step."""
    if not findings:
        return f"<p>{NOTHING}</p>"
    steps = {one: f"{sheet.id}.html#{card.id}" for sheet in sheets for card in sheet.cards for one in card.findings}
    pages = {f"{sheet.id}.yaml": sheet for sheet in sheets}

    def where(finding: Finding) -> str:
        return f' <a href="{steps[finding]}">Voir l’écran</a>' if finding in steps else ""

    def place(finding: Finding) -> tuple[int, str]:
        return (0 if finding.file in pages else 2 if finding.rule == "clip" else 1, _heading(finding, pages))

    parts = [f"<p>{_count(findings)} {MEANING}</p>"]
    for (_, heading), several in groupby(sorted(findings, key=place), place):
        parts.append(f"<section><h2>{heading}</h2>\n{findings_html(tuple(several), where)}</section>")
    return "".join(parts)


def _heading(finding: Finding, pages: Mapping[str, Sheet]) -> str:
    if sheet := pages.get(finding.file):
        return f'<a href="{sheet.id}.html">{escape(sheet.title)}</a>'
    if finding.rule == "clip":
        return "Les sons"
    return "La fiche du lieu" if finding.file.startswith("places/") else escape(finding.file)


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
