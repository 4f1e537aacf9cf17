"""Pure: every sentence that has a clip and is checked: of one guidance, and of the kiosk around any site."""

from kiosk.official_site import words
from kiosk.official_site.guidance import Guidance


def of_guidance(guidance: Guidance) -> tuple[str, ...]:
    """What is said on the pages of a site, each once."""
    cues = (cue for page in guidance.pages for cue in page.cues)
    return tuple(dict.fromkeys((guidance.name, *(one for cue in cues for one in (*cue.say, *cue.otherwise)))))


def of_kiosk() -> tuple[str, ...]:
    """What the kiosk says itself, and the labels of its buttons, each once."""
    notices = (one for notice in words.all_notices() for one in (notice.title, *notice.lines))
    return tuple(dict.fromkeys((*words.all_sentences(), *notices, *words.LABELS.values(), *words.BUTTONS)))
