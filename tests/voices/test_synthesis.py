import pytest

from voices.engines.espeak import Espeak
from voices.faults import Fault
from voices.pcm import Pcm, longest_silence, numbers
from voices.synthesis import LONGEST_SILENCE, make

SENTENCES = (
    "Le Forem aide à trouver un travail. Il aide aussi à trouver une formation.",
    "Touchez la phrase qui vous ressemble.",
    "Inscrivez-vous au Forem. Demandez aussi le chômage à votre syndicat ou à la CAPAC.",
    "Prenez votre carte d'identité ou votre titre de séjour. Prenez aussi votre téléphone.",
    "Choisissez le moyen le plus facile pour vous.",
    "Restez inscrit au Forem. Le Forem continue à vous aider.",
    "Le CPAS est le service d'aide de la commune. Il écoute et étudie votre situation.",
    "Il y aura 2 visites. Visite 1 : vous demandez la carte. Visite 2 : vous venez la chercher.",
    "Téléphonez quand même au Forem. Ne perdez pas de temps.",
)


@pytest.fixture(scope="module")
def sounds() -> list[Pcm]:
    engine = Espeak()
    made = [make(engine, sentence, "fr") for sentence in SENTENCES]
    engine.close()
    assert not [fault for fault in made if isinstance(fault, Fault)]
    return [sound for sound in made if isinstance(sound, Pcm)]


def test_the_pace_is_slow_enough_to_follow(sounds: list[Pcm]) -> None:
    words = sum(len(sentence.split()) for sentence in SENTENCES)
    pace = 60 * words / sum(sound.duration for sound in sounds)
    assert 110 < pace < 130


def test_nothing_is_clipped_and_nothing_is_faint(sounds: list[Pcm]) -> None:
    peaks = [max(abs(value) for value in numbers(sound.samples)) for sound in sounds]
    assert max(peaks) < 32_000
    assert min(peaks) > 8_000


def test_no_silence_inside_is_long(sounds: list[Pcm]) -> None:
    assert max(longest_silence(sound) for sound in sounds) <= LONGEST_SILENCE


def test_a_language_without_a_voice_is_a_fault() -> None:
    assert isinstance(Espeak().synthesise("Saluton.", "eo"), Fault)


def test_dutch_is_spoken_by_another_voice() -> None:
    engine = Espeak()
    assert engine.synthesise("Goedendag allemaal.", "nl") != engine.synthesise("Goedendag allemaal.", "fr")
    engine.close()
