"""A visitor who sees nothing books an identity-card appointment: the test reads only what was spoken."""

import re

import pytest

from tests.e2e.conftest import Begin, Visit

STEP = 44
"""Pixels between two places of a finger that searches."""


class Ear:
    """Knows the size of the glass and what the voice said, and nothing else."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._pilot = visit.pilot
        self._heard = 0

    @property
    def last(self) -> str:
        return self._visit.voice.spoken[-1][0].replace("\u00a0", " ")

    def listen(self) -> list[str]:
        """What was said since the last time."""
        self._visit.settle()
        self._pilot.advance(0.6)
        said = [text.replace("\u00a0", " ") for text, _ in self._visit.voice.spoken[self._heard :]]
        self._heard = len(self._visit.voice.spoken)
        return said

    def knock(self) -> None:
        """Three touches in the top right corner."""
        width, height = self._pilot.window.size
        for _ in range(3):
            self._pilot.tap(width - 10, height - 10)

    def choose(self, wanted: str) -> list[str]:
        """Slide until the voice says it, lift, touch once somewhere; what is said then."""
        where = self._slide_to(wanted)
        self._pilot.release(*where)
        self._heard = len(self._visit.voice.spoken)
        self._pilot.advance(0.4)
        width, height = self._pilot.window.size
        self._pilot.tap(width / 3, height / 3)
        return self.listen()

    def _slide_to(self, wanted: str) -> tuple[float, float]:
        width, height = (int(side) for side in self._pilot.window.size)
        x, y, way = STEP // 2, height - STEP // 2, 1
        before = len(self._visit.voice.spoken)
        self._pilot.press(x, y)
        self._pilot.advance(0.7)
        while y > 0:
            for _ in range(width // STEP):
                self._pilot.move(x, y)
                if len(self._visit.voice.spoken) > before and re.match(wanted, self.last):
                    return x, y
                x += way * STEP
            x, y, way = x - way * STEP, y - STEP, -way
        raise AssertionError(f"nowhere on the glass did the voice say {wanted!r}")


def after(said: list[str], words: str) -> list[str]:
    """What was said behind these words."""
    return said[said.index(words) + 1 :]


@pytest.mark.parametrize("size", [(1280, 800), (800, 480)], ids=["10-inch", "7-inch"])
def test_an_appointment_by_sound_alone(begin: Begin, size: tuple[int, int]) -> None:
    ear = Ear(begin(size=size))
    assert ear.listen()[0] == "Bonjour ! Que voulez-vous faire ?"
    ear.knock()
    assert ear.listen()[0].startswith("Mode sans voir.")
    for wanted, title in (
        ("La commune", "Vous venez pour quoi ?"),
        ("Ma carte d’identité", "Ma carte d’identité"),
        ("J’ai reçu une lettre", "La lettre de la commune"),
        ("Continuer", "Préparez ces papiers"),
        ("Continuer", "Prendre rendez-vous"),
        ("Choisir l’heure ici", "Choisissez le jour."),
    ):
        said = _to(ear, wanted)
        assert said[0] == title, said
    assert "Exemple : aucun vrai rendez-vous." in said
    day = after(said, "Vous pouvez toucher :")[0]
    said = ear.choose(re.escape(day))
    hour = after(said, "Vous pouvez toucher :")[0]
    said = _to(ear, re.escape(hour))
    assert said[0] == "Est-ce bien cela ?"
    assert day in said
    assert hour in said
    said = _to(ear, "Oui, je réserve")
    assert said[0] == "Votre rendez-vous est réservé"
    heard = [*said]
    for _ in range(4):
        if not any(text.startswith("Votre code") for text in heard):
            heard += ear.choose("Suite")
    assert day in heard
    assert hour in heard
    assert re.search(r"Votre code : (\w, ){3}\w$", "\n".join(heard), re.MULTILINE)


def _to(ear: Ear, wanted: str) -> list[str]:
    """Choose this; on a page of several parts, go on until the voice offers it."""
    for _ in range(6):
        try:
            return ear.choose(wanted)
        except AssertionError:
            ear._pilot.release(10, 10)
            ear.listen()
            ear.choose("Suite|Autres")
    raise AssertionError(wanted)
