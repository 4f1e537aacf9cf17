"""*Une personne*: it rings once, tells the step alone, waits a minute, and leads on, whatever is on show."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace as with_fields

from kiosk.calling.protocol import NotSent, PushEnd, Sent, Why
from kiosk.device_state import DeviceState, Key
from kiosk.events import Outcome
from kiosk.facilitator.pause import Pause
from kiosk.page import CallPage, ErasedPage, HomePage, IdlePage, NoticePage, OutOfServicePage, SettingsPage
from kiosk.settings import load
from kiosk.staff_ports import StaffPorts
from tests.kiosk.bench import Bench

CALLED = "Quelqu’un demande de l’aide"
LATE = "Personne n’est encore venu"


@dataclass
class Notes:
    """A pusher that notes what it is told."""

    told: list[str] = field(default_factory=list)
    end: PushEnd = field(default_factory=Sent)

    def push(self, step: str) -> PushEnd:
        self.told.append(step)
        return self.end

    def look(self) -> PushEnd:
        return self.end


@dataclass
class Room:
    """A bench, what rang, and what was sent."""

    data: Path
    later: bool = False
    state: DeviceState = field(default_factory=DeviceState)

    def __post_init__(self) -> None:
        self.rung: list[int] = []
        self.notes = Notes()
        more = {"ring": self.rung.append, "pusher": self.notes, "staff": StaffPorts(state=self.state)}
        self.bench = Bench(self.data, later=self.later, more=more)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def shown(room: Room) -> list[str]:
    return [line.text for line in room.bench.page.lines]


def test_it_rings_tells_the_step_and_shows_the_journey(room: Room) -> None:
    bench = room.bench
    bench.touch("La commune", "Ma carte d’identité", "Une personne")
    assert isinstance(bench.page, CallPage)
    assert (bench.page.title, shown(room)) == (CALLED, ["Ma carte d’identité", "La borne appelle une personne."])
    assert bench.said[:3] == [CALLED, "Ma carte d’identité", "La borne appelle une personne."]
    assert (room.rung, room.notes.told) == ([5], ["commune_identite:depart"])


def test_the_visit_beneath_stays_as_it_is(room: Room) -> None:
    bench = room.bench
    before = bench.touch("La commune", "Ma carte d’identité")
    walk = bench.kiosk.session.walk
    for way in ("Continuer seul", "On est venu", "Retour"):
        bench.touch("Une personne")
        assert bench.touch(way).title == before.title
        assert bench.kiosk.session.walk == walk
        assert bench.kiosk.session.call is None


def test_of_a_personal_matter_nothing_is_told(room: Room) -> None:
    room.bench.touch("Aide et colis", "Une personne")
    assert room.bench.kiosk.site.library.journey(room.bench.kiosk.ref).sensitive
    assert shown(room) == ["La borne appelle une personne."]
    assert room.notes.told == ["aide"]
    room.bench.turn(61)
    assert room.bench.page.title == LATE
    assert shown(room) == ["Allez voir une personne de l’accueil."], "no number tells what it is about"


def test_on_the_resting_screen_there_is_no_name(room: Room) -> None:
    room.bench.touch("Une personne")
    assert shown(room) == ["La borne appelle une personne."]
    assert room.notes.told == ["accueil:accueil"]


def test_pressed_twice_it_calls_once(room: Room) -> None:
    room.bench.touch("Une personne", "Une personne", "Une personne")
    assert (len(room.rung), len(room.notes.told)) == (1, 1)
    room.bench.touch("Continuer seul", "Une personne")
    assert (len(room.rung), len(room.notes.told)) == (2, 1), "who calls again at once rings, and sends nothing more"
    room.bench.turn(31)
    room.bench.touch("Continuer seul", "Une personne")
    assert (len(room.rung), len(room.notes.told)) == (3, 2)


def test_a_minute_without_an_answer_leads_on(room: Room) -> None:
    bench = room.bench
    bench.touch("Le Forem", "Je m’inscris au Forem", "Une personne")
    bench.turn(59)
    assert bench.page.title == CALLED
    bench.turn(1)
    assert isinstance(bench.page, NoticePage)
    assert bench.page.title == LATE
    assert shown(room) == [
        "Allez voir une personne de l’accueil.",
        "Le numéro\u00a0: 0800 93 947.",
        "À vérifier avec une personne.",
    ]
    bench.touch("Appeler encore")
    assert bench.page.title == CALLED
    assert len(room.rung) == len(room.notes.told) == 2
    bench.turn(61)
    bench.touch("Une personne")
    assert bench.page.title == CALLED, "the bar's button calls again too"
    bench.touch("Continuer seul")
    assert bench.page.title == "M’inscrire au Forem"


def test_a_call_is_no_absence_and_what_follows_is(tmp_path: Path) -> None:
    settings = load()
    quick = with_fields(settings, idle=with_fields(settings.idle, after=10, countdown=5))
    bench = Bench(tmp_path, settings=quick)
    bench.touch("La commune", "Une personne")
    bench.turn(59)
    assert bench.page.title == CALLED
    bench.turn(9)
    assert bench.page.title == LATE
    bench.turn(4)
    assert isinstance(bench.page, IdlePage)
    bench.turn(5)
    assert isinstance(bench.page, ErasedPage)
    assert [event.outcome for event in bench.events] == [Outcome.PERSON]


@pytest.mark.parametrize("why", list(Why))
def test_a_message_that_did_not_leave_is_told_calmly(room: Room, why: Why) -> None:
    room.notes.end = NotSent(why)
    room.bench.touch("La commune", "Une personne")
    assert shown(room)[-2:] == ["Le message n’est pas parti.", "Appelez à voix haute."]
    assert "Appelez à voix haute." in room.bench.said
    room.notes.end = Sent()
    room.bench.touch("Continuer seul", "Une personne")
    assert len(room.notes.told) == 2, "one that did not leave is tried again at once"
    assert "Le message n’est pas parti." not in shown(room)


def test_a_message_under_way_for_long_is_told_as_one_that_did_not_leave(tmp_path: Path) -> None:
    room = Room(tmp_path, later=True)
    room.bench.touch("La commune", "Une personne")
    room.bench.turn(4)
    assert shown(room)[-1] == "La borne appelle une personne."
    room.bench.turn(1)
    assert shown(room)[-1] == "Appelez à voix haute."
    room.bench.work()
    assert shown(room)[-1] == "La borne appelle une personne.", "it has left all the same"


def test_who_went_on_before_the_message_failed_and_calls_again_has_it_sent_again(tmp_path: Path) -> None:
    room = Room(tmp_path, later=True)
    room.notes.end = NotSent(Why.UNREACHABLE)
    room.bench.touch("La commune", "Une personne", "Continuer seul")
    room.bench.work()
    room.bench.touch("Une personne")
    room.bench.work()
    assert len(room.notes.told) == 2
    assert shown(room)[-1] == "Appelez à voix haute."


def test_a_late_end_never_meets_the_next_visitor(tmp_path: Path) -> None:
    room = Room(tmp_path, later=True)
    room.notes.end = NotSent(Why.UNREACHABLE)
    room.bench.touch("La commune", "Une personne", "Terminer", "Oui, tout effacer")
    room.bench.turn(5)
    assert isinstance(room.bench.page, HomePage)
    pages = len(room.bench.pages)
    room.bench.work()
    assert len(room.bench.pages) == pages
    assert room.bench.kiosk.session.call is None


def test_other_pages_come_off_the_call_and_the_call_off_other_pages(room: Room) -> None:
    bench = room.bench
    bench.touch("La commune", "Son", "Une personne", "Terminer", "Non, je continue")
    assert bench.page.title == CALLED
    assert isinstance(bench.touch("Continuer seul"), SettingsPage)
    assert len(room.rung) == 1


def test_the_loudest_that_staff_allow_is_not_passed(tmp_path: Path) -> None:
    room = Room(tmp_path, state=limited(2))
    room.bench.touch("La commune", "Une personne")
    assert room.rung == [2]


def limited(volume: int) -> DeviceState:
    """What a device remembers where staff allow no more than this."""
    from kiosk.device.limits import Limits

    state = DeviceState()
    state.put(Key.LIMITS, Limits(volume=volume).text())
    return state


def test_in_a_pause_it_calls_and_the_pause_comes_back(tmp_path: Path) -> None:
    state = DeviceState()
    state.put(Key.PAUSE, Pause("Je reviens bientôt.").text())
    room = Room(tmp_path, state=state)
    bench = room.bench
    assert isinstance(bench.page, OutOfServicePage)
    assert bench.labels() == ["Une personne"]
    bench.touch("Une personne")
    assert isinstance(bench.page, CallPage)
    assert bench.labels() == ["On est venu", "Arrêter l’appel", "Une personne"]
    bench.press("@finish", "@sound", "@back")
    assert isinstance(bench.page, CallPage), "there is no visit to leave"
    bench.turn(61)
    assert bench.page.title == LATE
    bench.touch("Appeler encore", "On est venu")
    assert isinstance(bench.page, ErasedPage)
    bench.turn(5)
    assert isinstance(bench.page, OutOfServicePage)
    assert len(room.rung) == 2


def test_from_the_facilitators_pages_it_calls_too(room: Room) -> None:
    room.bench.touch("La commune", "Ma carte d’identité")
    room.bench.kiosk.staff.knock()
    room.bench.press("@person")
    assert room.bench.page.title == CALLED
    assert room.rung == [5]


def test_the_minute_stands_still_while_the_facilitator_is_at_the_kiosk(room: Room) -> None:
    room.bench.touch("La commune", "Une personne")
    room.bench.turn(30)
    room.bench.kiosk.staff.knock()
    room.bench.turn(100)
    room.bench.press("@shut")
    assert room.bench.page.title == CALLED
    room.bench.turn(31)
    assert room.bench.page.title == LATE


def test_without_a_message_configured_it_rings_all_the_same(tmp_path: Path) -> None:
    rung: list[int] = []
    bench = Bench(tmp_path, later=True, more={"ring": rung.append})
    bench.jobs = []
    bench.touch("Une personne")
    bench.turn(10)
    assert rung == [5]
    assert bench.jobs == []
    assert "Le message n’est pas parti." not in [line.text for line in bench.page.lines]
