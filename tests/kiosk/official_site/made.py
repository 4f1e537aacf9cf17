"""A guidance and the pages that it was written for, as a browser would tell of them."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.journey import strict_yaml
from kiosk.official_site.effects import Effect, Say
from kiosk.official_site.events import Arrived, Touched, Working
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.guide import Event, after, begin
from kiosk.official_site.touches import Tapped
from kiosk.official_site.view import Box, Element, Entry, Extent, State, View

TEXT = """\
id: essai
name: "Site officiel d’essai"
start: https://rdv.exemple.be/
hosts: {pages: [rdv.exemple.be], resources: [images.exemple.be]}
logout: {url: "https://rdv.exemple.be/sortie"}
pages:
- id: accueil
  url: rdv.exemple.be/
  heading: "Carte d’identité"
  cues:
  - say: ["Touchez le bouton jaune : « Prendre rendez-vous »."]
    point: {role: [button, link], name: Prendre rendez-vous}
- id: coordonnees
  url: rdv.exemple.be/vous
  cues:
  - say: ["Touchez le champ jaune : « Nom »."]
    point: {role: textbox, name: Nom}
  - say: ["Touchez le champ jaune.", "Écrivez votre adresse."]
    point: {role: textbox, contains: e-mail}
  - say: ["Touchez la case jaune."]
    point: {role: checkbox, contains: accepte}
    optional: true
  - say: ["Tout est écrit.", "Touchez « Confirmer »."]
    point: {role: button, name: [Confirmer, Valider]}
    final: true
- id: attente
  url: rdv.exemple.be/itsme
  cues: [{say: ["Prenez votre téléphone."]}]
  wait: {kind: itsme, minutes: 10}
- id: fin
  url: rdv.exemple.be/fin*
  text: ["Votre rendez-vous est confirmé", "Rendez-vous pris"]
  cues: [{say: ["Votre rendez-vous est pris."]}]
  done: {place: "(Maison .*)", day: "le (.*?) à", hour: 'à (\\d.*)'}
"""
GUIDANCE = strict_yaml.parse(TEXT, "essai.yaml", Guidance)
BOOK = Element(3, "button", "Prendre rendez-vous", box=Box(10, 40, 100, 20))
NAME = Element(12, "textbox", "Nom *", frozenset({State.REQUIRED, State.INVALID}), entry=Entry.TEXT)
MAIL = Element(13, "textbox", "Votre e-mail", entry=Entry.EMAIL)
AGREE = Element(14, "checkbox", "J’accepte les règles", frozenset({State.UNCHECKED}))
SEND = Element(15, "button", "Confirmer")
HOME = View(
    "https://rdv.exemple.be/?session=1",
    "Commune",
    "fr-BE",
    (Element(1, "heading", "Carte d’identité", level=1), Element(2, "text", "Venez avec une photo."), BOOK),
    Extent(0, 100, 300),
)
FORM = View(
    "https://rdv.exemple.be/vous",
    "Vos coordonnées",
    "fr",
    (Element(11, "heading", "Vos coordonnées"), NAME, MAIL, AGREE, SEND),
)
LOGIN = View("https://rdv.exemple.be/itsme", "itsme", "fr", (Element(31, "text", "Ouvrez l’application"),))
END = View(
    "https://rdv.exemple.be/fin/42",
    "Merci",
    "fr",
    (
        Element(41, "heading", "Votre rendez-vous est confirmé"),
        Element(42, "text", "le mardi 24 novembre 2026 à 10 h 40"),
        Element(43, "text", "Maison communale"),
    ),
)


def with_(view: View, *elements: Element) -> View:
    """The view with these in the place of those that have their numbers."""
    new = {one.node: one for one in elements}
    return replace(view, elements=tuple(new.get(one.node, one) for one in view.elements))


def without(view: View, *elements: Element) -> View:
    """The view without these."""
    gone = {one.node for one in elements}
    return replace(view, elements=tuple(one for one in view.elements if one.node not in gone))


def in_state(element: Element, *states: State) -> Element:
    """The element in these states alone."""
    return replace(element, states=frozenset(states))


class Visit:
    """A guided visit, and all that it asked for."""

    def __init__(self, guidance: Guidance = GUIDANCE, *, one_touch: bool = False) -> None:
        self.guide, self.effects = begin(guidance, one_touch=one_touch)
        self.all: list[Effect] = list(self.effects)

    def do(self, *events: Event) -> tuple[Effect, ...]:
        """Let these happen; what the last of them asked for."""
        for event in events:
            self.guide, self.effects = after(self.guide, event)
            self.all += self.effects
        return self.effects

    def touch(self, element: Element | None) -> tuple[Effect, ...]:
        """A finger on an element."""
        return self.do(Tapped(20, 50), Touched(element))

    def press(self, element: Element) -> tuple[Effect, ...]:
        """Two touches."""
        self.touch(element)
        return self.touch(element)

    def come_to(self, *views: View) -> tuple[Effect, ...]:
        """One page after another."""
        for view in views:
            self.do(Working(), Arrived(view))
        return self.effects

    @property
    def heard(self) -> tuple[str, ...]:
        """What the last event had said."""
        return heard(self.effects)


def heard(effects: Iterable[Effect]) -> tuple[str, ...]:
    """What is said, in order."""
    return tuple(one.text for effect in effects if isinstance(effect, Say) for one in effect.utterances)
