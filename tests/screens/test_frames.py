"""Pictures of a page come on any thread, only the latest is shown, and nothing of them is kept."""

import gc
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from kiosk.official_site.protocol import Frame
from screens.jpeg import JpegReader, Pixels
from tests.pilot import Pilot
from tests.screens.site_frames import BLUE, GREEN, RED, plain_frame

SIDE = (40, 30)


class Screen:
    """Something that is told of new pictures."""

    def __init__(self) -> None:
        self.told = 0

    def changed(self) -> None:
        self.told += 1


@pytest.fixture
def frames(pilot: Pilot) -> Iterator[Any]:  # `Frames`, which is imported once there is a window
    from screens.frames import Frames

    assert pilot.window is not None
    frames = Frames()
    yield frames
    frames.close()


def colour_of(texture: object) -> tuple[int, ...]:
    return tuple(texture.pixels[:3])  # type: ignore[attr-defined]  # a Kivy texture


def test_only_the_latest_of_many_is_shown(pilot: Pilot, frames: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []
    go = Event()
    plain = JpegReader.read

    def slow(reader: JpegReader, jpeg: bytes) -> Pixels | None:
        go.wait(10)
        read.append(jpeg)
        return plain(reader, jpeg)

    monkeypatch.setattr(JpegReader, "read", slow)
    first, *others, last = [plain_frame(*SIDE, colour) for colour in (RED, BLUE, BLUE, BLUE, GREEN)]
    frames.take(first)
    assert pilot.wait_until(lambda: frames._frame is None)
    for frame in (*others, last):
        frames.take(frame)
    go.set()
    assert pilot.wait_until(lambda: frames.texture is not None and near(colour_of(frames.texture), GREEN))
    assert read == [first.jpeg, last.jpeg]


def test_the_next_picture_is_drawn_on_the_same_texture(pilot: Pilot, frames: Any) -> None:
    frames.take(plain_frame(*SIDE, RED))
    assert pilot.wait_until(lambda: frames.texture is not None)
    texture = frames.texture
    frames.take(plain_frame(*SIDE, BLUE))
    assert pilot.wait_until(lambda: near(colour_of(frames.texture), BLUE))
    assert frames.texture is texture
    frames.take(plain_frame(20, 20, BLUE))
    assert pilot.wait_until(lambda: frames.texture is not None and tuple(frames.texture.size) == (20, 20))


def test_nothing_of_a_picture_is_kept(pilot: Pilot, frames: Any) -> None:
    from kivy.cache import Cache
    from kivy.graphics.texture import Texture

    def of_this_size() -> list[object]:
        gc.collect()
        return [one for one in gc.get_objects() if type(one) is Texture and tuple(one.size) == (41, 31)]

    def cached() -> list[object]:
        kept = (one["object"] for name in ("kv.image", "kv.texture") for one in Cache._objects[name].values())
        return [one for one in kept if tuple(getattr(one, "size", ())) == (41, 31)]

    frames.take(plain_frame(41, 31, RED))
    assert pilot.wait_until(lambda: frames.texture is not None)
    texture = frames.texture
    assert texture is not None
    assert of_this_size() == [texture]
    frames.clear()
    assert frames.texture is None
    assert not any(texture.pixels)
    assert cached() == []
    del texture
    pilot.step()
    assert of_this_size() == []


def test_a_picture_that_was_being_read_is_not_shown_after_the_visit(
    pilot: Pilot,
    frames: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go, done = Event(), Event(), Event()
    plain = JpegReader.read

    def slow(reader: JpegReader, jpeg: bytes) -> Pixels | None:
        begun.set()
        go.wait(10)
        try:
            return plain(reader, jpeg)
        finally:
            done.set()

    monkeypatch.setattr(JpegReader, "read", slow)
    frames.take(plain_frame(*SIDE, RED))
    assert begun.wait(10)
    frames.clear()
    go.set()
    assert done.wait(10)
    pilot.advance(0.2)
    assert frames.texture is None


def test_a_broken_picture_changes_nothing(pilot: Pilot, frames: Any) -> None:
    screen = Screen()
    frames.watch(screen.changed)
    frames.take(Frame(b"broken", 1, 1))
    frames.take(plain_frame(*SIDE, RED))
    assert pilot.wait_until(lambda: screen.told > 0)
    assert near(colour_of(frames.texture), RED)


def test_a_glass_that_is_gone_is_not_told(pilot: Pilot, frames: Any) -> None:
    screen = Screen()
    frames.watch(screen.changed)
    del screen
    gc.collect()
    frames.take(plain_frame(*SIDE, RED))
    assert pilot.wait_until(lambda: frames.texture is not None)


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(one, other, strict=False))
