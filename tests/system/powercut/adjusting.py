"""What staff set on this device, and what they bring on a stick: the settings that a cut must neither lose nor spoil.

Most acts are a value of the device (the PIN's hash, the pause, the limits of loudness and light, the hours); every
fifth puts the file of a commune in place, every 25th a set of recordings.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Protocol

from kiosk.device_state import FILE_NAME, DeviceState, Key
from kiosk.stick.placing import put
from tests.system.powercut.life import Act, Answer, CorruptError, Found, moment_of
from tests.system.powercut.mark import Mark
from tests.system.powercut.pages import look_at_every_page
from voices import swap

KIOSK: Final = "the kiosk's way"
PLAIN: Final = "plain overwrite"
_PLACE_EACH, _SET_EACH = 5, 25
_FILES = 3
"""Of a set of recordings."""
_RECORDED: Final = "recorded"
_LINES = 3000
"""Of a file: more than a block, so that one that is whole in part can be told."""
_KEYS = tuple(Key)


class State(Protocol):
    """Values of the device, as `DeviceState` keeps them."""

    def get(self, key: Key) -> str: ...
    def put(self, key: Key, value: str) -> None: ...
    def save(self) -> bool: ...


class PlainState:
    """What a simpler program would do: one file, written over at each change."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}

    def get(self, key: Key) -> str:
        return self._values.get(key.value, "")

    def put(self, key: Key, value: str) -> None:
        self._values[key.value] = value

    def save(self) -> bool:
        self._path.write_text(json.dumps(self._values))
        return True


class Adjusting:
    """A `Life`: the act is one setting more."""

    modes = (KIOSK, PLAIN)

    @contextmanager
    def living(self, folder: Path, mode: str) -> Iterator[Act]:
        state = _state(folder, mode)

        def act(number: int) -> Answer:
            if number % _SET_EACH == 0:
                _record(folder / _RECORDED, number)
            elif number % _PLACE_EACH == 0:
                _bring(folder, number, mode)
            else:
                key = _key(number)
                state.put(key, _value(key, number))
                if not state.save():
                    sys.exit(f"setting {number} is not on disk")
            return Answer()

        yield act

    def found(self, folder: Path, told: Mark, words: Mapping[int, str], mode: str) -> Found:
        """The device's values, the place and the recordings are each whole, and of one moment; and the next is set."""
        del words
        try:
            moment = self._moment(folder, told.acts, mode)
            with self.living(folder, mode) as act:
                act(moment + 1)
            if self._moment(folder, moment + 1, mode) < moment + 1:
                return Found(corrupt="it does not go on")
            return Found(moment)
        except (sqlite3.Error, CorruptError, ValueError) as error:
            return Found(corrupt=str(error))

    def _moment(self, folder: Path, told: int, mode: str) -> int:
        moments = (
            moment_of(_values(folder, mode), _values_after, told),
            moment_of(_whole(_place(folder)), _place_after, told),
            moment_of(_recorded(folder / _RECORDED), lambda act: act - act % _SET_EACH, told),
        )
        return max(moments) if max(moments) > told + 1 else min(moments)


def _state(folder: Path, mode: str) -> State:
    return PlainState(folder / "device.json") if mode == PLAIN else DeviceState(folder / FILE_NAME)


def _key(number: int) -> Key:
    return _KEYS[number % len(_KEYS)]


def _value(key: Key, number: int) -> str:
    """A pause is taken back each second time; the hours of a week are long."""
    if key is Key.PAUSE and number % 2:
        return ""
    return f"{number} " * (100 if key is Key.HOURS else 10)


def _values_after(acts: int) -> dict[Key, str]:
    set_by = {_key(number): number for number in range(1, acts + 1) if number % _PLACE_EACH}
    return {key: _value(key, set_by[key]) if key in set_by else "" for key in _KEYS}


def _values(folder: Path, mode: str) -> dict[Key, str]:
    """As a start of the kiosk reads them."""
    state = _state(folder, mode)
    if aside := list(folder.glob(f"{FILE_NAME}.set-aside*")):
        raise CorruptError(f"they were set aside: {aside[0].name}")
    if mode == KIOSK and (folder / FILE_NAME).exists():
        with closing(sqlite3.connect(folder / FILE_NAME)) as db:
            look_at_every_page(db)
    return {key: state.get(key) for key in _KEYS}


def _place(folder: Path) -> Path:
    return folder / "places" / "essai.yaml"


def _place_after(acts: int) -> int:
    last = acts - acts % _PLACE_EACH
    return last if last % _SET_EACH else max(0, last - _PLACE_EACH)


def _bring(folder: Path, number: int, mode: str) -> None:
    """Copy the file of a commune from a stick, and put it in place as the import does."""
    copy = folder / "stick" / "essai.yaml"
    copy.parent.mkdir(exist_ok=True)
    _write(copy, number)
    if mode == PLAIN:
        _place(folder).parent.mkdir(exist_ok=True)
        _write(_place(folder), number)
    elif refusal := put(copy, _place(folder)):
        sys.exit(f"place {number} is not in place: {refusal}")


def _record(recorded: Path, number: int) -> None:
    """A set of recordings beside the old one, and in its place, as the import does it."""
    with swap.alone(recorded) as free:
        if not free:
            sys.exit("somebody else puts recordings in place")
        new = swap.fresh(recorded)
        for name in range(_FILES):
            _write(new / f"{name}.wav", number)
        swap.switch(recorded, new)
        swap.discard(recorded, new)


def _recorded(recorded: Path) -> int:
    if not recorded.is_symlink():
        return 0
    found = {_whole(recorded / f"{name}.wav") for name in range(_FILES)}
    if len(found) != 1 or 0 in found:
        raise CorruptError(f"a set of recordings is of several: {found}")
    return found.pop()


def _write(path: Path, number: int) -> None:
    path.write_text(f"{number}\n" * _LINES)


def _whole(path: Path) -> int:
    """The act that wrote a file; 0: it is not there. Raises CorruptError for a part of one."""
    if not path.exists():
        return 0
    lines = path.read_text().splitlines()
    if len(lines) != _LINES or len(set(lines)) != 1:
        raise CorruptError(f"{path.name} is there in part")
    return int(lines[0])
