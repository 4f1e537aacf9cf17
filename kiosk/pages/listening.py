"""The question that comes before personal matters: "Comment voulez-vous écouter ?". Pure."""

from kiosk.ids import ChoiceId
from kiosk.journey.loader import HOME, Ref
from kiosk.page import Choice, ChoicePage, Line, Page, Sound
from kiosk.pages import words
from kiosk.pages.site import Site
from kiosk.pages.speech import explorable
from kiosk.session import VisitorSession

SOUND = "sound:"
"""Before the value of a `Sound`, the id of the choice that takes it."""


def sound_id(sound: Sound) -> ChoiceId:
    """The id of the choice that takes this way to listen."""
    return ChoiceId(SOUND + sound.value)


def must_ask(site: Site, session: VisitorSession, ref: Ref) -> bool:
    """Whether the step `ref` waits for the question: once a visit, before the first page of personal matters."""
    return ref.journey != HOME and site.library.journey(ref).sensitive and not session.listening


def listening_page(*, headset: bool) -> ChoicePage:
    """How to listen. Its own words may be heard by anybody. `headset`: there is one to be chosen."""
    with_headset = Choice(sound_id(Sound.HEADSET), "Avec un casque", "Mettez le casque d’abord", "headphones")
    return ChoicePage(
        title="Comment voulez-vous écouter\u00a0?",
        lines=(Line("D’autres personnes peuvent entendre la borne."),),
        choices=(
            *((with_headset,) if headset else ()),
            Choice(sound_id(Sound.LOUDSPEAKER), "Avec le haut-parleur", icon="speaker-high"),
            Choice(sound_id(Sound.NONE), "Sans le son", icon="speaker-slash"),
        ),
        bar=words.BAR,
    )


def is_outdated(page: Page, *, headset: bool) -> bool:
    """Whether a page that asks how to listen offers a headset that is gone, or not yet the one that has come."""
    offered = {choice.id for choice in explorable(page)}
    return sound_id(Sound.NONE) in offered and (sound_id(Sound.HEADSET) in offered) != headset
