"""Pure: the reducer of a guided visit. (state, event) -> (state, effects); nothing else ever changes a `Guide`."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from kiosk.official_site import words
from kiosk.official_site.arriving import act, after_browser, broken, instruction, usable_now
from kiosk.official_site.effects import Answer, Back, Close, Effect, Fill, Logout, Open, Pick, Scroll, Turn
from kiosk.official_site.effects import Look as LookAt
from kiosk.official_site.events import Arrived, Asked, BrowserEvent, Failed, Stopped, Touched, Trouble, Working
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.pointing import the_one, usable
from kiosk.official_site.protocol import Hosts
from kiosk.official_site.reading import read
from kiosk.official_site.state import Guide, Look, Next, Phase, say, say_notice, to_keep_quiet
from kiosk.official_site.touches import Button, Felt, Left, Picked, Pushed, Tapped, Tick, Touch, Typed, Went
from kiosk.official_site.view import Entry, View
from kiosk.official_site.words import Way

Event = BrowserEvent | Touch
SLOW_SAID = 8.0
"""Seconds of a wait after which the visitor is told that the page comes."""
SLOW_ENDED = 60.0
"""Seconds after which nobody waits any longer, where the browser has not said so itself."""
LOGOUT_ENDED = 3.0
"""Seconds that a logout may take; then the browser is killed all the same."""


def begin(
    guidance: Guidance, *, hosts: Hosts | None = None, one_touch: bool = False, today: date | None = None
) -> Next:
    """Open the site. `hosts`: others than the guidance's, for tests alone; `today` None: no trusted clock."""
    guide = Guide(guidance, hosts or guidance.allowed(), one_touch, today)
    return guide, (Open(guidance.start, guide.hosts),)


def after(guide: Guide, event: Event) -> Next:
    """What follows from an event. Behind the end (`Phase.CLOSED`) nothing does."""
    if isinstance(event, Arrived | Working | Touched | Stopped | Asked | Failed):
        return after_browser(guide, event)
    if guide.phase in {Phase.LEAVING, Phase.CLOSED}:
        return _ending(guide, event)
    match event:
        case Tapped() | Felt():
            return _looked(guide, event)
        case Pushed() | Went():
            return _pushed(guide, event.button) if isinstance(event, Pushed) else _went(guide, event.way)
        case Typed() | Picked():
            return _entered(guide, event)
        case Left() | Tick():
            return _left(guide) if isinstance(event, Left) else _ticked(guide, event.now)
        case _:
            assert_never(event)


def _looked(guide: Guide, event: Tapped | Felt) -> Next:
    if guide.view is None or guide.notice or guide.working:
        return guide, ()
    why = Look.TAP if isinstance(event, Tapped) else Look.FEEL
    return replace(guide, looking=why, entry=None), (LookAt(event.x, event.y),)


def _pushed(guide: Guide, button: Button) -> Next:
    if button is Button.REPEAT:
        return guide, _again(guide)
    if guide.view is None or guide.notice:
        return guide, ()
    match button:
        case Button.READ:
            found = read(guide.view, guide.read_from)
            return replace(guide, read_from=found.next), (say(guide, *found.say),)
        case Button.BEFORE:
            back = replace(guide, entry=None, marked=None, looking=None)
            return (back, (Back(),)) if guide.view.has_before else (guide, (say(guide, words.FIRST),))
        case Button.DOWN | Button.UP:
            return _scrolled(guide, guide.view, 1 if button is Button.DOWN else -1)
        case Button.PRESS | Button.DROP:
            marked = guide.marked if button is Button.PRESS and not guide.working else None
            return act(guide, marked) if marked and usable_now(marked) else (replace(guide, entry=None), ())
        case _:
            assert_never(button)


def _scrolled(guide: Guide, view: View, pages: int) -> Next:
    if view.extent.goes_on if pages > 0 else view.extent.began_above:
        return replace(guide, scrolled=True, marked=None), (Scroll(pages),)
    return guide, (say(guide, words.BOTTOM if pages > 0 else words.TOP),)


def _again(guide: Guide) -> tuple[Effect, ...]:
    """What is said once more."""
    if guide.notice:
        return (say_notice(guide, guide.notice),)
    said = instruction(guide)
    return (say(guide, *said),) if said else (say(guide, words.COMING),)


def _entered(guide: Guide, event: Typed | Picked) -> Next:
    """The field is filled, an option is chosen. A password or a code is passed on and kept nowhere."""
    field = guide.entry
    if field is None or guide.view is None or guide.notice:
        return guide, ()
    done = replace(guide, entry=None, acted=field)
    if isinstance(event, Picked):
        right = field.entry is Entry.CHOICE and 0 <= event.option < len(field.options)
        return (done, (Pick(field.node, event.option),)) if right else (guide, ())
    if field.entry is Entry.CHOICE:
        return guide, ()
    texts = event.text.split("T") if field.entry is Entry.MOMENT else (event.text,)
    quiet = frozenset[str]() if field.entry is Entry.HIDDEN else to_keep_quiet(texts)
    return replace(done, typed=guide.typed | quiet), (Fill(field.node, event.text),)


def _went(guide: Guide, way: Way) -> Next:
    if guide.notice is None or way not in guide.notice.ways:
        return guide, ()
    match way:
        case Way.CONTINUE:
            guide = replace(guide, notice=None)
            return guide, _again(guide)
        case Way.YES | Way.NO:
            going_on = replace(guide, notice=None, asked=False, working=guide.view is None)
            return going_on, (Answer(accept=way is Way.YES),)
        case Way.AGAIN:
            fresh, opened = begin(guide.guidance, hosts=guide.hosts, one_touch=guide.one_touch, today=guide.today)
            kept = replace(
                fresh,
                hinted=guide.hinted,
                counted=guide.counted,
                last_page=guide.last_page,
                confirmed=guide.confirmed,
            )
            return kept, (Close(), *opened)
        case Way.OTHERWISE | Way.PERSON:
            return guide, (Turn(way),)


def _left(guide: Guide) -> Next:
    """Log out where the guidance knows how; the browser is killed in any case."""
    logout = _logout(guide)
    bare = Guide(guide.guidance, guide.hosts, phase=Phase.LEAVING if logout else Phase.CLOSED, working=False)
    return bare, (logout,) if logout else (Close(),)


def _logout(guide: Guide) -> Logout | None:
    """How the session is ended; None where there is none, or nobody knows how."""
    known = guide.guidance.logout
    if known is None or guide.view is None or not guide.pressed or guide.asked:
        return None
    found = the_one(known.element, guide.view) if known.element else None
    if found and usable(found):
        return Logout(node=found.node)
    return Logout(url=known.url) if known.url else None


def _ending(guide: Guide, event: Touch) -> Next:
    """A visitor who leaves touches nothing any more; only the time that a logout may take runs out."""
    if guide.phase is Phase.CLOSED:
        return guide, ()
    if isinstance(event, Left):
        return replace(guide, phase=Phase.CLOSED), (Close(),)
    if not isinstance(event, Tick):
        return guide, ()
    since = event.now if guide.since is None else guide.since
    over = event.now - since >= LOGOUT_ENDED
    return replace(guide, since=since, phase=Phase.CLOSED if over else guide.phase), (Close(),) if over else ()


def _ticked(guide: Guide, now: float) -> Next:
    """A wait that is long is told of; one that has no end is ended."""
    if not guide.working:
        return guide, ()
    since = now if guide.since is None else guide.since
    if now - since >= SLOW_ENDED:
        return broken(guide, Trouble.SLOW)
    tell = now - since >= SLOW_SAID and not guide.patient
    waiting = replace(guide, since=since, patient=guide.patient or tell)
    return waiting, (say(guide, words.COMING),) if tell else ()
