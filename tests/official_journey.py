"""A journey to an official site behind the first door of the resting screen: beside the content that ships."""

from dataclasses import replace

from msgspec.structs import replace as replaced

from kiosk.ids import ChoiceId, GuidedPageId, StepId
from kiosk.journey import strict_yaml
from kiosk.journey.loader import HOME, Ref
from kiosk.journey.model import ChoiceStep, Journey
from kiosk.official_site.guidance import Cue, Done, Guidance, GuidedPage
from kiosk.opening import Opened, with_official_sites

DOOR, GO = "Le site d’essai", "Aller sur le site"
_TEXT = """\
id: essai_site
title: "Un essai"
start: depart
steps:
- id: depart
  kind: info
  title: "Le site officiel"
  text: ["La borne vous guide sur ce site."]
  choices:
  - {id: site, label: "Aller sur le site", to: site}
  - {id: aide, label: "Demander à une personne", to: "@person"}
- {id: site, kind: site, title: "Sur le site", guidance: GUIDANCE, to: pris, otherwise: autrement}
- {id: pris, kind: outcome, title: "C’est pris", outcome: online, choices: [{id: fin, label: "Terminer", to: "@end"}]}
- id: autrement
  kind: outcome
  title: "Un autre moyen existe"
  outcome: counter
  choices: [{id: fin, label: "Terminer", to: "@end"}]
"""
SITE = Ref(strict_yaml.parse(_TEXT, "essai_site.yaml", Journey).id, StepId("site"))
TAKEN, AROUND = (replace(SITE, step=StepId(one)) for one in ("pris", "autrement"))


def confirming(opened: Opened) -> Opened:
    """The same where each official site is shown to which the content leads, and all of them have a confirmation."""
    opened = with_official_sites(opened)
    library = opened.site.library
    guidances = {name: _confirming(one) if name in library.led_to else one for name, one in library.guidances.items()}
    return replace(opened, site=replace(opened.site, library=replace(library, guidances=guidances)))


def _confirming(guidance: Guidance) -> Guidance:
    page = GuidedPage(
        id=GuidedPageId("confirmation"),
        url=f"{guidance.hosts.pages[0]}/fin",
        heading="Exemple de confirmation",
        cues=(Cue(say=("Voici la fin.",)),),
        done=Done(),
    )
    return replaced(guidance, pages=(*guidance.pages, page))


def leading_to(opened: Opened, guidance: Guidance) -> Opened:
    """The same site with one journey more, which leads to what this guidance describes, and which can be shown."""
    library = opened.site.library
    journey = strict_yaml.parse(_TEXT.replace("GUIDANCE", guidance.id), "essai_site.yaml", Journey)
    home = library.journeys[HOME]
    first = home.steps[0]
    assert isinstance(first, ChoiceStep)
    door = replaced(first.choices[0], id=ChoiceId("essai"), label=DOOR, hint="", to="essai_site:depart")
    opening = replaced(first, choices=(door, *first.choices[1:]))
    library = replace(
        library,
        journeys={**library.journeys, HOME: replaced(home, steps=(opening, *home.steps[1:])), journey.id: journey},
        guidances={**library.guidances, guidance.id: guidance},
    )
    abilities = replace(opened.site.abilities, guided=frozenset({guidance.id}))
    return replace(opened, site=replace(opened.site, library=library, abilities=abilities))
