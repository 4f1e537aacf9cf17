"""Pure: what follows from an event of the browser."""

from dataclasses import replace
from typing import assert_never

from kiosk.official_site import words
from kiosk.official_site.announce import utterances
from kiosk.official_site.confirmation import read_confirmation
from kiosk.official_site.effects import Activate, Answer, Close, Count, Done, Effect, Show
from kiosk.official_site.events import Arrived, Asked, BrowserEvent, Failed, Stopped, Touched, Trouble, Working
from kiosk.official_site.pointing import usable
from kiosk.official_site.reading import read
from kiosk.official_site.recognise import place_of
from kiosk.official_site.state import Guide, Look, Next, Phase, say, say_notice
from kiosk.official_site.telling import Told, is_field, is_final, sends, tell
from kiosk.official_site.view import Element, Entry, State, View
from kiosk.page import Utterance

_PRESSED = frozenset({"button", "link", "checkbox", "switch", "radio", "tab", "menuitem", "option", "gridcell"})
_READ_ONLY = frozenset({"text", "heading", "image", "alert", "status"})
_FEW = 3
"""Words of a text that may be a button in disguise."""


def after_browser(guide: Guide, event: BrowserEvent) -> Next:
    """What the browser tells. Behind the end nothing follows from it."""
    if guide.phase is Phase.LEAVING:
        return _logging_out(guide, event)
    if guide.phase is not Phase.OPEN:
        return guide, ()
    match event:
        case Arrived(view):
            return _arrived(guide, view)
        case Touched(element):
            return _touched(guide, element)
        case Failed(why):
            return broken(guide, why)
        case Working() | Stopped() | Asked():
            return _held_up(guide, event)
        case _:
            assert_never(event)


def _held_up(guide: Guide, event: Working | Stopped | Asked) -> Next:
    """The page has to be waited for, or a calm page lies over it."""
    match event:
        case Working():
            return replace(guide, working=True, since=None, patient=False, looking=None), ()
        case Stopped() if guide.asked:
            return guide, ()  # the dialog below would never be answered, and the page would stand still for ever
        case Stopped(why, what):
            there = guide.view is not None
            return _covered(replace(guide, notice=words.barred(why, what, there=there), asked=False))
        case Asked(text, may_refuse):
            return _covered(replace(guide, notice=words.dialog(text, may_refuse=may_refuse), asked=True))
        case _:
            assert_never(event)


def broken(guide: Guide, why: Trouble) -> Next:
    """There is no page any more: nothing of it is kept, and a calm page says what can be done."""
    bare = Guide(
        guide.guidance,
        guide.hosts,
        guide.one_touch,
        guide.today,
        Phase.BROKEN,
        notice=words.trouble(why),
        working=False,
        hinted=guide.hinted,
        counted=guide.counted,
        last_page=guide.last_page,
        confirmed=guide.confirmed,
    )
    return bare, (say_notice(bare, words.trouble(why)),)


def instruction(guide: Guide) -> tuple[Utterance, ...]:
    """What is said on a page: the instruction and, where nobody knows what to do, what is there."""
    if guide.told is None or guide.view is None:
        return ()
    said = tuple(Utterance(one, f"line:{number}") for number, one in enumerate(guide.told.say))
    return (*said, *read(guide.view).say) if guide.told.free else said


def act(guide: Guide, element: Element) -> Next:
    """Do what a finger on this element does: press it, or open its field. Only ever because a finger was there."""
    if element.entry is Entry.NONE or State.READONLY in element.states:
        page = guide.told.page if guide.told else None
        sent = page is not None and sends(page, element)
        pressed = replace(guide, acted=element, pressed=True, sent=guide.sent or sent, marked=element, read_from=0)
        return pressed, (Activate(element.node),)
    opened = replace(guide, entry=element, marked=element)
    return opened, (Show(element.node), say(opened, *utterances(element, guide.language)))


def _logging_out(guide: Guide, event: BrowserEvent) -> Next:
    """The page that logs out has come, or will not: that is all that was waited for."""
    match event:
        case Working():
            return replace(guide, working=True), ()
        case Asked():
            return guide, (Answer(accept=True),)  # "leave this page?": yes
        case Arrived() if not guide.working:
            return guide, ()  # the page that is being left has changed once more
        case Arrived() | Failed() | Stopped():
            return replace(guide, phase=Phase.CLOSED), (Close(),)
        case Touched():
            return guide, ()
        case _:
            assert_never(event)


def _covered(guide: Guide) -> Next:
    """A calm page lies over the site."""
    guide = replace(guide, working=False, marked=None, entry=None, looking=None)
    return guide, (say_notice(guide, guide.notice),) if guide.notice else ()


def _arrived(guide: Guide, view: View) -> Next:
    moved = guide.view is None or place_of(view.url) != place_of(guide.view.url)
    before, guide = guide, _settled(guide, view, moved=moved)
    told = tell(guide.guidance, view, sent=guide.sent)
    guide = replace(guide, told=told, last_page=told.page.id if told.page else guide.last_page)
    guide, counted = _counted(guide, told)
    guide, confirmed = _confirmed(guide, view)
    guide, shown = _brought(guide, told, view)
    quiet: tuple[Effect, ...] = (*counted, *confirmed, *shown)
    news = _state_news(before.acted, view) if not moved else None
    spoken: list[Utterance | str] = list(utterances(news, guide.language) if news else ())
    spoken += _messages(before.view, view, guide.language) if not moved else ()
    if not told.same_as(before.told) or (before.notice and not guide.notice):
        spoken += instruction(guide)
    elif before.scrolled:
        spoken += _where(view)
    elif before.acted and not spoken and not moved and _words(before.view) != _words(view):
        spoken += read(view).say if told.free else instruction(guide)
    return guide, (*quiet, say(guide, *spoken)) if spoken and guide.notice is None else quiet


def _settled(guide: Guide, view: View, *, moved: bool) -> Guide:
    """The state with a new view: what belonged to the page before is gone."""
    there = {(one.node, one.role, one.name): one for one in view.elements}
    marked = guide.marked if not moved else None
    open_now = _same(guide.entry, there) if guide.entry and not moved else None
    # As it was when it was opened, where it stands now: what is typed belongs to it, our keyboard has moved the page.
    entry = replace(guide.entry, box=open_now.box) if guide.entry and open_now else None
    return replace(
        guide,
        view=view,
        notice=guide.notice if guide.asked or not moved else None,
        marked=_same(marked, there) if marked else None,
        entry=entry,
        looking=None if moved else guide.looking,
        working=False,
        since=None,
        patient=False,
        scrolled=False,
        brought=0 if moved else guide.brought,
        acted=None,
        sent=guide.sent and not moved,
        read_from=0 if moved or guide.scrolled else guide.read_from,
    )


def _same(element: Element, there: dict[tuple[int, str, str], Element]) -> Element | None:
    return there.get((element.node, element.role, element.name))


def _counted(guide: Guide, told: Told) -> tuple[Guide, tuple[Effect, ...]]:
    """Count the page on which, or behind which, the guidance was lost."""
    if not told.lost:
        return guide, ()
    page = guide.last_page or guide.guidance.pages[0].id
    if page in guide.counted:
        return guide, ()
    return replace(guide, counted=guide.counted | {page}), (Count(guide.guidance.id, page),)


def _confirmed(guide: Guide, view: View) -> tuple[Guide, tuple[Effect, ...]]:
    """The ticket, once; never before the visitor has pressed anything."""
    page = guide.told.page if guide.told and not guide.told.lost else None
    if page is None or page.done is None or guide.confirmed or not guide.pressed:
        return guide, ()
    read_now = read_confirmation(guide.guidance.name, page.done, view, guide.today)
    return replace(guide, confirmed=read_now), (Done(read_now),)


def _brought(guide: Guide, told: Told, view: View) -> tuple[Guide, tuple[Effect, ...]]:
    """Scroll what must be seen into view, once."""
    wanted = told.shown
    if wanted is None or wanted.node == guide.brought or guide.entry or _in_sight(wanted, view):
        return guide, ()
    return replace(guide, brought=wanted.node), (Show(wanted.node),)


def _in_sight(element: Element, view: View) -> bool:
    box, height = element.box, view.extent.height
    return box is not None and (not height or (box.top >= 0 and box.top + min(box.height, height) <= height))


def _state_news(acted: Element | None, view: View) -> Element | None:
    """What the visitor has just pressed or filled in, where it is another now than it was."""
    if acted is None:
        return None
    now = next((one for one in view.elements if (one.node, one.role) == (acted.node, acted.role)), None)
    return now if now and (now.states, now.chosen, now.name) != (acted.states, acted.chosen, acted.name) else None


def _messages(before: View | None, view: View, language: str) -> tuple[Utterance, ...]:
    """What the page calls out since it was last looked at."""
    old = {one.name for one in before.elements} if before else set()
    new = (one for one in view.elements if one.role == "alert" and one.name and one.name not in old)
    return tuple(spoken for one in new for spoken in utterances(one, language))


def _words(view: View | None) -> tuple[tuple[str, str, frozenset[State]], ...]:
    """What a page says, wherever it stands."""
    return tuple((one.role, one.name, one.states) for one in view.elements) if view else ()


def _where(view: View) -> tuple[str, ...]:
    if view.extent.goes_on:
        return (words.GOES_ON,)
    return (words.BOTTOM,) if view.extent.began_above else ()


def _touched(guide: Guide, element: Element | None) -> Next:
    """First touch: marked and read. Second touch on the same: pressed."""
    why, guide = guide.looking, replace(guide, looking=None)
    if why is None or guide.notice or guide.working:
        return guide, ()
    if element is None:
        return (replace(guide, marked=None), (say(guide, words.NOTHING),)) if why is Look.TAP else (guide, ())
    again = guide.marked is not None and _key(guide.marked) == _key(element)
    if why is Look.FEEL:
        spoken = () if again else (say(guide, *utterances(element, guide.language)),)
        return replace(guide, marked=element), spoken
    at_once = guide.one_touch and not _careful(guide, element)
    if usable_now(element) and (again or at_once):
        return act(guide, element)
    return _marked(guide, element)


def _marked(guide: Guide, element: Element) -> Next:
    hint: tuple[str, ...] = ()
    if usable_now(element):
        if is_final(guide.guidance, element):
            hint = (words.LAST,)
        elif not guide.hinted and _may_be_pressed(element):
            hint = (words.ONCE_MORE,)
    guide = replace(guide, marked=element, hinted=guide.hinted or bool(hint))
    return guide, (say(guide, *utterances(element, guide.language), *hint),)


def _may_be_pressed(element: Element) -> bool:
    """Whether to say how: days and hours of a calendar are often texts that do something."""
    few = len(element.name.split()) <= _FEW
    return element.role not in _READ_ONLY or (element.role == "text" and few)


def usable_now(element: Element) -> bool:
    """Whether a touch may press it. A field that is read only may open something: a calendar."""
    return State.DISABLED not in element.states


def _careful(guide: Guide, element: Element) -> bool:
    """Whether it takes two touches, whatever the setting: what sends it all, what nobody knows, what is only a text."""
    unknown = guide.told is None or guide.told.free
    known = element.role in _PRESSED or is_field(element)
    return unknown or not known or is_final(guide.guidance, element) or not usable(element)


def _key(element: Element) -> tuple[int, str, str]:
    return element.node, element.role, element.name
