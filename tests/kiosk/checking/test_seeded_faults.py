"""Each rule finds the one fault that was planted into a good copy of the real content, on its line, and no other."""

from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk.checking.content import TEXT_RULES
from tests.kiosk.checking.conftest import Check, Notes, Plant

FILE = "commune_identite.yaml"
COMMUNE = "places/la_louviere.yaml"
NUMBER, CALLED = "    fact: lalouviere.phone\n", '    verified: 2026-11-20\n    by: "bénévole"\n'
SENTENCE = "Vous pouvez venir même sans lettre."
LABEL, TITLE = '"Choisir l’heure ici"', '"Une bonne photo"'
NBSP = "\u00a0"


class Seed(NamedTuple):
    """What is planted, the rule that finds it, and words of the line that is named; "": the first changed one."""

    rule: str
    old: str
    new: str
    file: str = FILE
    at: str = ""
    everywhere: bool = False


def said(rule: str, sentence: str) -> Seed:
    """A sentence of a step, replaced."""
    return Seed(rule, SENTENCE, sentence)


SEEDS = (
    # lengths
    said("sentence-length", "Vous pouvez venir à la commune même sans la lettre et même sans la vieille carte."),
    said("sentence-long", "Vous pouvez venir à la commune même sans lettre et sans la carte."),
    said("sentences", "Venez même sans lettre. Prenez la carte."),
    Seed("title-length", TITLE, '"Une bonne photo de vous sur un fond blanc"'),
    Seed("label-length", LABEL, '"Choisir le jour et l’heure ici"'),
    Seed("label-length", '"Une photo récente"', '"Une photo récente de votre visage"'),
    # style
    said("vous", "Tu peux venir même sans lettre."),
    said("vous", "Prenez la lettre avec toi."),
    said("conditional", "Vous pourriez venir même sans lettre."),
    said("conditional", "Il faudrait venir avec la lettre."),
    said("passive", "La carte est envoyée par la commune."),
    said("digits", "Venez avec trois photos."),
    said("percent", f"Gratuit pour 30{NBSP}% des cartes."),
    said("roman-number", "Cherchez le bâtiment IV."),
    said("brackets", "Venez même sans lettre (ou sans carte)."),
    said("et-cetera", "Prenez la carte, la photo, etc."),
    said("slash", "Prenez la carte et/ou la photo."),
    said("ampersand", "Prenez la carte & la photo."),
    said("emphasis", "Venez *même* sans lettre."),
    said("click", "Cliquez sur votre situation."),
    # facts that change
    said("written-phone", "Téléphonez au 064 27 78 11."),
    said("written-hours", f"Venez à partir de 8{NBSP}h."),
    said("written-price", f"La carte coûte 25{NBSP}euros."),
    said("written-address", "Venez rue Hamoir."),
    said("written-address", "Lisez belgique.be avant de venir."),
    said("written-delay", "La carte arrive après 15 jours."),
    said("written-date", "Venez avant le 9 août."),
    # words
    said("one-word", "Prenez le courrier avec vous."),
    said("foreign-word", "Prenez votre planning avec vous."),
    said("capitals", "Venez TOUJOURS avec la lettre."),
    said("capitals", "Venez avec la PHOTO."),
    said("acronym-unknown", "Venez avec la lettre du SPF."),
    said("acronym", "Venez avec la lettre du CPAS."),
    said("hard-word", "Venez avec votre bail."),
    # signs
    said("apostrophe", "Venez même sans l'ancienne carte."),
    said("quotes", "Dites “Je viens pour la carte.”"),
    said("no-break-space", "Carte abîmée : venez sans lettre."),
    said("no-break-space", f"Dites «Un rendez-vous.{NBSP}»"),
    said("spaces", "Vous pouvez  venir même sans lettre."),
    Seed("no-break-hours", '"1 mois environ"', '"lundi, à 9 h 30"', "national.yaml", at="lundi, à 9 h 30"),
    # graph
    Seed("unknown-target", "to: lettre_plus", "to: nulle_part"),
    Seed("house-target", "otherwise: tel", 'otherwise: "@person"'),
    Seed("unreachable", "- id: photo\n", '- id: seul\n  kind: info\n  title: "Seul"\n  choices:\n'
         '  - {id: fini, label: "Continuer", to: "@end"}\n- id: photo\n'),
    Seed("no-end", 'label: "Voir mon résumé", icon: arrow-right, to: memo}\n- id: memo',
         'label: "Voir mon résumé", icon: arrow-right, to: urgent}\n- id: memo', at="- id: urgent"),
    Seed("start", "start: depart", "start: debut"),
    Seed("sensitive-home", "start: accueil\n", "start: accueil\nsensitive: true\n", "accueil.yaml"),
    Seed("double-step", "- id: rdv\n", '- id: photo\n  kind: info\n  title: "Une photo"\n  choices:\n'
         '  - {id: fini, label: "Continuer", to: "@end"}\n- id: rdv\n'),
    Seed("depth", "to: prendre_perdue}\n  - {id: quoi", "to: attestation}\n  - {id: quoi", at="id: perdue, label"),
    Seed("double-choice", "id: conseil, label", "id: continuer, label"),
    Seed("condition", "when: bookable", "when: raining"),
    Seed("site", "icon: laptop, to: libre}", "icon: laptop, when: guided, to: libre}", "epn_aide.yaml"),
    Seed("format", '"{eguichet}"', '"{guichet}"'),
    Seed("format", "guidance: guichet_la_louviere", "guidance: forem_inscription", COMMUNE),
    Seed("entry-field", "field: name", "field: age"),
    Seed("human-door", '"@person"', "perdue", at="id: commune_identite", everywhere=True),
    Seed("no-answer", 'label: "Personne ne répond", icon: question', 'label: "Pas de réponse", icon: question',
         at="Un rendez-vous pour ma carte"),
    Seed("number-lost", ', "Commune\u00a0: {commune_phone}."]', "]", at="Garder le numéro"),
    # facts
    Seed("fact-unknown", "[commune.docstop]", "[commune.price]"),
    Seed("fact-missing", "  icon: lock-key\n  facts: [commune.docstop]\n", "  icon: lock-key\n", at="DOC STOP est"),
    Seed("fact-uncertain", "  confidence: verified", "  confidence: uncertain", "facts.yaml"),
    Seed("value-unknown", "{docstop}", "{hotline}"),
    Seed("value-place", LABEL, '"Le {commune_phone}"'),
    Seed("fact-missing", NUMBER, "", COMMUNE, at="064 27 78 11"),
    # the file of a commune
    Seed("phone-form", "064 27 78 11", "064/27.78.11", COMMUNE),
    Seed("phone-form", "064 27 78 11", "064 27 78 1", COMMUNE),
    Seed("phone-form", "0800 93 947", "0800 93947", "national.yaml"),
    Seed("hours-form", '"sur rendez-vous"', '"lundi, 9h30 à 12h"', COMMUNE),
    Seed("hours-form", '"sur rendez-vous"', '"lundi, 9 h 75"', COMMUNE),
    Seed("value-long", '"sur rendez-vous"', '"le lundi, le mardi et le jeudi matin, sauf en été"', COMMUNE),
    Seed("web-form", '"lalouviere.guichet', '"https://lalouviere.guichet', COMMUNE),
    Seed("value-unused", "values:\n", f'values:\n  tram:\n    text: "ligne 5"\n{CALLED}', COMMUNE),
    Seed("verified-future", NUMBER, CALLED.replace("2026-11-20", "2026-11-24"), COMMUNE),
    Seed("verified-by", NUMBER, "    verified: 2026-11-20\n", COMMUNE),
    Seed("verified-by", NUMBER, f'{NUMBER}    by: "bénévole"\n', COMMUNE, at="bénévole"),
    Seed("role", NUMBER, CALLED.replace("bénévole", "Amélie Dupont"), COMMUNE, at="Amélie"),
    Seed("role", NUMBER, CALLED.replace("bénévole", "animatrice amélie"), COMMUNE, at="amélie"),
    # pictures, and what the form of a file refuses
    Seed("format", '    text: "00800', '    texte: "00800', "national.yaml"),
    Seed("icon", "icon: baby, to", "icon: bebe, to"),
    Seed("choices", '  - {id: place, label: "Aller sur place", icon: map-pin, to: place}\n',
         '  - {id: place, label: "Aller sur place", icon: map-pin, to: place}\n'
         '  - {id: aide, label: "Demander", to: "@person"}\n', at="{id: ici,"),
)  # fmt: skip


def test_the_shipped_content_is_without_fault(check: Check) -> None:
    assert [one for one in check() if not one.note] == []


@pytest.mark.parametrize("seed", SEEDS, ids=[f"{number}-{seed.rule}" for number, seed in enumerate(SEEDS)])
def test_a_seeded_fault_is_found_on_its_line(
    check: Check, plant: Plant, content: Path, notes: Notes, seed: Seed
) -> None:
    line = plant(seed.file, seed.old, seed.new, everywhere=seed.everywhere)
    if seed.at:
        lines = (content / seed.file).read_text(encoding="utf-8").splitlines()
        line = next(number for number, text in enumerate(lines, 1) if seed.at in text)
    found = [one for one in check() if (one.rule, one.file, one.message) not in notes]
    assert [(one.rule, one.file, one.line) for one in found] == [(seed.rule, seed.file, line)], "\n".join(
        map(str, found)
    )
    assert found[0].message
    assert found[0].suggestion


def test_every_rule_about_a_text_has_its_seed() -> None:
    assert {rule.id for rule in TEXT_RULES} <= {seed.rule for seed in SEEDS}
