"""One step on the proof-reading sheet: pictures, words, sound, buttons, sources, a tick box and a line for remarks."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from kiosk.checking.finding import Finding
from kiosk.proof.grounds import Ground
from kiosk.proof.rules import plain
from kiosk.proof.sheet import Card, anchor
from kiosk.proof.shown import Screen, labelled, shown
from kiosk.proof.ways import Way

Link = Callable[[str, str], str]
"""From the name of a card and its title (plain text): a link to it, or the title alone where no page has it."""
ARROW = '<span aria-hidden="true">→</span><span class="hidden"> mène à </span>'
NOT_HERE = "Ce lieu ne montre pas cet écran. Voici ses phrases."
SILENT = '<p class="small">Cet écran n’a pas de son.</p>'
_LINES = '<span class="lines" aria-hidden="true"><i></i><i></i><i></i></span>'


def card_html(number: int, card: Card, journey: str, link: Link) -> str:
    """One step, as a part of a page. `journey`: the title of its page."""
    screens = "".join(_screen(one, card, link) for one in card.screens) or _not_here(card, link)
    long = " long" if len(card.screens) > 1 else ""
    return (
        f'<article class="step{long}" id="{card.id}" data-print="{card.fingerprint}" data-journey="{escape(journey)}" '
        f'data-title="{escape(card.title)}" aria-labelledby="{card.id}-titre">\n'
        f'<h2 id="{card.id}-titre"><span class="number">{number}.</span> {escape(card.title)}</h2>\n'
        f"{screens}{findings_html(card.findings)}{_grounds(card)}\n{_tick(card)}</article>"
    )


def findings_html(findings: Sequence[Finding], where: Callable[[Finding], str] = lambda _: "") -> str:
    """What the rules have found, rule by rule, in plain words, then as the one who mends it wants it.

    `where` gives a link (HTML) to the step of a finding, or nothing.
    """
    blocks = []
    for (note, rule), several in groupby(sorted(findings, key=_by_rule), _by_rule):
        words, kind = plain(rule), "À regarder" if note else "À corriger"
        rows = "".join(f"<li>{_detail(one)}{where(one)}</li>" for one in several)
        blocks.append(
            f'<div class="found{" note" if note else ""}"><p><b>{kind}&nbsp;: {escape(words.wrong)}</b> '
            f'{escape(words.do)} <span class="small">Règle «&nbsp;{escape(rule)}&nbsp;»</span></p>'
            f'<ul class="small">{rows}</ul></div>\n'
        )
    return "".join(blocks)


def _by_rule(finding: Finding) -> tuple[bool, str]:
    return finding.note, finding.rule


def _detail(finding: Finding) -> str:
    where = f"{finding.file}, ligne {finding.line}" if finding.line else finding.file
    return f'{escape(where)}&nbsp;: <span lang="en">{escape(finding.message)}; {escape(finding.suggestion)}.</span>'


def _screen(screen: Screen, card: Card, link: Link) -> str:
    seen, language = shown(screen.page), screen.page.house.language
    title = escape(seen.title)
    sound = f'<audio controls preload="metadata" src="{escape(screen.sound)}" aria-label="Écouter : {title}"></audio>'
    words = "".join(f"<p>{escape(line)}</p>" for line in seen.lines)
    items = "".join(f"<li>{escape(item)}</li>" for item in seen.items)
    return (
        f'<div class="screen"><a href="{escape(screen.picture)}"><img src="{escape(screen.picture)}" '
        f'alt="Image de l’écran «&nbsp;{title}&nbsp;»"></a>\n<div>{sound if screen.sound else SILENT}'
        f'<div class="words" lang="{escape(language)}"><p class="title">{title}</p>{words}'
        f"{f'<ul>{items}</ul>' if items else ''}</div>"
        f"{_buttons(screen, card, link)}</div></div>\n"
    )


def _not_here(card: Card, link: Link) -> str:
    words = "".join(f"<p>{escape(line)}</p>" for line in card.text)
    buttons = _listed(_button(one.label, one, link) for one in card.ways)
    return f'<p class="small">{NOT_HERE}</p><div class="words">{words}</div>{buttons}'


def _buttons(screen: Screen, card: Card, link: Link) -> str:
    """The buttons of one screen, each with where it leads; under the first screen the ways that no button shows."""
    ways = {way.id: way for way in card.ways}
    seen = shown(screen.page).buttons
    language = screen.page.house.language
    rows = [_button(labelled(one.label, one.hint), ways.get(one.id), link, language) for one in seen]
    if screen is card.screens[0]:
        drawn = {one.id for each in card.screens for one in shown(each.page).buttons}
        rows += [_button(way.label, way, link) for way in card.ways if way.id not in drawn]
    return _listed(rows)


def _listed(rows: Iterable[str]) -> str:
    several = "".join(f"<li>{row}</li>" for row in rows)
    return f"<h3>Boutons</h3><ul>{several}</ul>" if several else ""


def _button(label: str, way: Way | None, link: Link, language: str = "fr") -> str:
    said = f'<span lang="{escape(language)}">{escape(label)}</span>'
    if way is None:
        return said
    there = link(anchor(way.there), way.to) if way.there else escape(way.to)
    only = f' <span class="small">{escape(way.only)}.</span>' if way.only else ""
    return f"{said} {ARROW} {there}{only}"


def _grounds(card: Card) -> str:
    if card.house:
        return ""
    if not card.grounds:
        return '<section class="sources"><h3>Sources</h3><p class="small">Cet écran n’affirme rien.</p></section>'
    rows = "".join(f"<li>{_ground(one)}</li>" for one in card.grounds)
    return f'<section class="sources"><h3>Sources</h3><ul>{rows}</ul></section>'


def _ground(ground: Ground) -> str:
    mark = f'<span class="mark{" sure" if ground.good else ""}">{escape(ground.mark)}</span>'
    if not ground.sources:
        return f"{escape(ground.text)} {mark}"
    several = "Sources" if len(ground.sources) > 1 else "Source"
    sources = ", ".join(_source(name, address) for name, address in ground.sources)
    note = f" Note&nbsp;: {escape(ground.note)}" if ground.note else ""
    return (
        f'{escape(ground.text)} {mark}<p class="small">{several}&nbsp;: {sources}. Date&nbsp;: {escape(ground.date)}. '
        f"{escape(ground.mark)}&nbsp;: {escape(ground.meaning)}.{note}</p>"
    )


def _source(name: str, address: str) -> str:
    """A link for who has a network; nothing of the sheet needs one."""
    return f'<a href="{escape(address)}" rel="noreferrer">{escape(name)}</a>' if address else escape(name)


def _tick(card: Card) -> str:
    title = escape(card.title)
    return (
        f'<div class="tick"><label class="read"><input type="checkbox"> Relu<span class="hidden">&nbsp;: {title}</span>'
        f'</label><div><label for="{card.id}-remarque">Remarques<span class="hidden">&nbsp;: {title}</span></label>'
        f'<p class="changed small" hidden>Le texte a changé depuis votre lecture. Relisez cet écran.</p>'
        f'<textarea id="{card.id}-remarque" rows="2" placeholder=" "></textarea>{_LINES}</div></div>\n'
    )
