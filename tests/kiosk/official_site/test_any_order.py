"""Whatever happens in whatever order: nothing breaks, there is always a way on, and secrets stay secret."""

from dataclasses import fields, is_dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.official_site.effects import Activate, Close, Done, Effect, Fill, Look, Say
from kiosk.official_site.events import Arrived, Asked, Barred, Failed, Stopped, Touched, Trouble, Working
from kiosk.official_site.guide import Event, after, begin
from kiosk.official_site.state import Guide, Phase, picture
from kiosk.official_site.telling import is_final
from kiosk.official_site.touches import Button, Felt, Left, Picked, Pushed, Tapped, Tick, Typed, Went
from kiosk.official_site.view import Element, Entry, Extent, State, View
from kiosk.official_site.words import Way
from tests.kiosk.official_site.made import END, FORM, GUIDANCE, HOME, LOGIN

SECRET = "k9-canari-secret"
TYPED = "Zoé Canari"
NAMES = (
    "",
    "Prendre rendez-vous",
    "Confirmer",
    "Nom",
    "J’accepte",
    "Votre rendez-vous est confirmé",
    f"Bonjour {TYPED}",
)
ROLES = ("button", "link", "textbox", "checkbox", "radio", "combobox", "text", "heading", "alert", "generic", "oddity")

elements = st.builds(
    Element,
    node=st.integers(1, 9),
    role=st.sampled_from(ROLES),
    name=st.one_of(st.sampled_from(NAMES), st.text(max_size=12)),
    states=st.frozensets(st.sampled_from(State), max_size=3),
    note=st.sampled_from(("", "À corriger")),
    entry=st.sampled_from(Entry),
    options=st.sampled_from(((), ("Mons", "Namur"))),
)
views = st.one_of(
    st.sampled_from((HOME, FORM, LOGIN, END)),
    st.builds(
        View,
        url=st.sampled_from((HOME.url, FORM.url, END.url, "https://rdv.exemple.be/x", "about:blank", "")),
        language=st.sampled_from(("", "fr", "nl")),
        elements=st.lists(elements, max_size=5).map(tuple),
        extent=st.builds(Extent, top=st.integers(0, 300), height=st.just(100), whole=st.integers(0, 400)),
    ),
)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Arrived, views),
    st.just(Working()),
    st.builds(Touched, st.one_of(st.none(), elements, st.sampled_from((*HOME.elements, *FORM.elements)))),
    st.builds(Stopped, st.sampled_from(Barred), st.just("ailleurs.be")),
    st.builds(Asked, st.just("Continuer ?"), st.booleans()),
    st.builds(Failed, st.sampled_from(Trouble)),
    st.builds(Tapped, st.just(1.0), st.just(2.0)),
    st.builds(Felt, st.just(1.0), st.just(2.0)),
    st.builds(Pushed, st.sampled_from(Button)),
    st.builds(Typed, st.just(TYPED)),
    st.builds(Picked, st.integers(-1, 3)),
    st.builds(Went, st.sampled_from(Way)),
    st.builds(Tick, st.floats(0, 500)),
    st.just(Left()),
)
sequences = st.lists(events, max_size=30)


def run(sequence: list[Event], *, one_touch: bool) -> list[tuple[Guide, Event, Guide, tuple[Effect, ...]]]:
    """State before, event, state behind, effects."""
    guide, _ = begin(GUIDANCE, one_touch=one_touch)
    seen = []
    for event in sequence:
        before = guide
        guide, effects = after(guide, event)
        seen.append((before, event, guide, effects))
    return seen


@settings(max_examples=150, deadline=None)
@given(sequences, st.booleans())
def test_there_is_always_a_way_on(sequence: list[Event], one_touch: bool) -> None:  # noqa: FBT001
    for _, _, guide, effects in run(sequence, one_touch=one_touch):
        shown = picture(guide)
        if guide.phase in {Phase.OPEN, Phase.BROKEN}:
            reads, waits = shown.read and bool(shown.say), guide.working
            assert reads or waits or (shown.notice and Way.PERSON in shown.notice.ways)
        else:
            assert guide.view is None
        spoken = [one for one in effects if isinstance(one, Say)]
        assert len(spoken) <= 1
        assert all(one.utterances and all(piece.text for piece in one.utterances) for one in spoken)


@settings(max_examples=150, deadline=None)
@given(sequences, st.booleans())
def test_nothing_is_pressed_without_a_finger_on_it(sequence: list[Event], one_touch: bool) -> None:  # noqa: FBT001
    for before, event, _, effects in run(sequence, one_touch=one_touch):
        pressed = [one.node for one in effects if isinstance(one, Activate)]
        if not pressed:
            continue
        felt = isinstance(event, Pushed) and event.button is Button.PRESS
        touched = event.element if isinstance(event, Touched) else before.marked if felt else None
        assert touched is not None
        assert pressed == [touched.node]
        assert State.DISABLED not in touched.states
        if is_final(GUIDANCE, touched):  # the last button: touched once before, and named then
            assert before.marked is not None
            assert (before.marked.node, before.marked.name) == (touched.node, touched.name)


@settings(max_examples=150, deadline=None)
@given(sequences, st.booleans(), st.booleans())
def test_secrets_stay_where_they_belong(sequence: list[Event], hidden: bool, one_touch: bool) -> None:  # noqa: FBT001
    """What is typed is in `Fill` alone, what repeats it is for a headset, and no `repr` has any of it."""
    if hidden:
        code = Element(9, "textbox", "Code", entry=Entry.HIDDEN)
        view = replace(FORM, elements=(code,))
        way_in: list[Event] = [Arrived(view), Tapped(1, 1), Touched(code), Tapped(1, 1), Touched(code), Typed(SECRET)]
        sequence = [*way_in, *sequence]
    typed = False
    for _, event, guide, effects in run(sequence, one_touch=one_touch):
        for effect in effects:
            assert SECRET not in repr(effect)
            assert TYPED not in repr(effect)
            if isinstance(effect, Fill):
                typed = typed or effect.text == TYPED
                assert effect.text in {SECRET, TYPED}
                continue
            assert SECRET not in everything_in(effect)
            if isinstance(effect, Say) and guide.typed:
                assert all(one.personal for one in effect.utterances if TYPED in one.text)
        assert SECRET not in everything_in(guide)
        assert SECRET not in repr(event)
        assert TYPED not in repr(event) or isinstance(event, Arrived | Touched)
        assert TYPED not in repr(guide)
        assert TYPED not in repr(picture(guide))
        assert typed or not guide.typed


@settings(max_examples=150, deadline=None)
@given(sequences)
def test_the_end_is_the_end(sequence: list[Event]) -> None:
    done, closed = 0, False
    for before, _, guide, effects in run(sequence, one_touch=False):
        done += sum(isinstance(one, Done) for one in effects)
        if closed:
            assert effects == ()
        if guide.phase is Phase.CLOSED and not closed:
            closed = True
            assert effects[-1] == Close()
        assert not any(isinstance(one, Look) for one in effects) or before.view is not None
    assert done <= 1


def everything_in(value: object) -> str:
    """All texts of a value, also those that its repr hides."""
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(everything_in(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, tuple | list | frozenset | set):
        return " ".join(map(everything_in, value))
    return value if isinstance(value, str) else ""
