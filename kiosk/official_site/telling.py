"""Pure: what to say of a page and what to point at. A sentence is said only where it is true of what is there."""

from dataclasses import dataclass, field

from kiosk.official_site import words
from kiosk.official_site.guidance import FILLED_IN, Cue, Guidance, GuidedPage
from kiosk.official_site.plain import holds, quoted
from kiosk.official_site.pointing import is_done, matching, the_one, usable
from kiosk.official_site.recognise import Unknown, everything, place_of, recognise
from kiosk.official_site.view import Element, Entry, State, View


@dataclass(frozen=True, slots=True)
class Told:
    """The instruction for a view."""

    say: tuple[str, ...]
    page: GuidedPage | None = field(default=None, repr=False)
    """None: it is not known."""
    pointed: Element | None = field(default=None, repr=False)
    shown: Element | None = field(default=None, repr=False)
    """What must be in sight: what is pointed at, or what the cue shows instead."""
    lost: bool = False
    """True: the guidance no longer fits. Always `free` too."""
    free: bool = False
    """True: nobody knows what to do here; the page is read."""
    where: str = field(default="", repr=False)
    """Host and path."""

    def same_as(self, other: "Told | None") -> bool:
        """Whether it would be the same instruction once more: nothing is said of it again."""
        if other is None or (self.say, self.page, self.where) != (other.say, other.page, other.where):
            return False
        return _who(self.pointed) == _who(other.pointed)


def tell(guidance: Guidance, view: View, *, sent: bool = False) -> Told:
    """What to say of this view. `sent`: the visitor has pressed the page's last button, and it is still here."""
    where = place_of(view.url)
    page = recognise(guidance, view)
    if isinstance(page, Unknown):
        known = bool(guidance.pages)
        return Told(words.UNKNOWN[page.why] if known else words.FREE, lost=known, free=True, where=where)
    if wrong := _to_correct(view, sent=sent):
        return Told(words.CORRECT, page, wrong, wrong, where=where)
    return _next_cue(page, view, where)


def is_field(element: Element) -> bool:
    """Whether it is filled in, ticked or chosen from, and behind one then."""
    return element.role in FILLED_IN or element.entry is not Entry.NONE


def is_final(guidance: Guidance, element: Element) -> bool:
    """Whether a guidance calls this element the button that sends it all, on whatever page."""
    alone = View(url="", elements=(element,))
    cues = (cue for page in guidance.pages for cue in page.cues if cue.final and cue.point)
    return any(matching(cue.point, alone) for cue in cues if cue.point)


def sends(page: GuidedPage, element: Element) -> bool:
    """Whether pressing this element ends the page: its last cue points at it."""
    last = page.cues[-1].point
    return last is not None and bool(matching(last, View(url="", elements=(element,))))


def _to_correct(view: View, *, sent: bool) -> Element | None:
    """The first field that is wrong. A browser calls an empty one wrong from the start: only when all was `sent`."""
    wrong = (one for one in view.elements if State.INVALID in one.states and is_field(one) and usable(one))
    return next((one for one in wrong if sent or State.FILLED in one.states), None)


def _next_cue(page: GuidedPage, view: View, where: str) -> Told:
    changed = Told(words.CHANGED, page, lost=True, free=True, where=where)
    for cue in page.cues:
        if cue.point is None:
            shown = the_one(cue.show, view) if cue.show else None
            return Told(cue.say, page, shown=shown, where=where) if _true_of(cue.say, view) else changed
        found = the_one(cue.point, view)
        if found is None:
            if cue.optional and not matching(cue.point, view):
                continue
            true = cue.otherwise and _true_of(cue.otherwise, view)
            return Told(cue.otherwise, page, where=where) if true else changed
        if is_field(found) and is_done(found):
            continue
        if not usable(found):
            return Told(words.UNREADY, page, where=where)
        return Told(_wording(cue, found), page, found, found, where=where)
    return changed


def _wording(cue: Cue, element: Element) -> tuple[str, ...]:
    """The cue's sentences, or plain ones where they would call the element by another name than it has."""
    names = [name for sentence in cue.say for name in quoted(sentence) if name not in words.BUTTONS]
    if all(holds(element.name, name) for name in names):
        return cue.say
    if is_field(element):
        return (words.POINTED_FIELD,)
    return (words.POINTED.get(element.role, words.POINTED_OTHER),)


def _true_of(say: tuple[str, ...], view: View) -> bool:
    """Whether all that is quoted stands on the page, or is a button of the kiosk."""
    names = [name for sentence in say for name in quoted(sentence) if name not in words.BUTTONS]
    return all(holds(everything(view), name) for name in names)


def _who(element: Element | None) -> tuple[str, str] | None:
    return (element.role, element.name) if element else None
