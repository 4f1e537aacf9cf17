from pathlib import Path

import pytest

from voices.engines.espeak import Espeak
from voices.engines.pico import Pico
from voices.faults import Fault
from voices.lexicon import Entry, built_in
from voices.pcm import Pcm, longest_silence, numbers
from voices.synthesis import LONGEST_SILENCE, Recipe, lexicon_of, make, recipe, speakable, told

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

WITH_PHONEMES = built_in().over([Entry("ZZYX", "zizique", "ziz'ik")], (), ())


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
    assert max(longest_silence(sound) for sound in sounds) <= LONGEST_SILENCE + 0.001


def test_a_language_without_a_voice_is_a_fault() -> None:
    assert isinstance(Espeak().synthesise("Saluton.", "eo"), Fault)


def test_dutch_is_spoken_by_another_voice() -> None:
    engine = Espeak()
    assert engine.synthesise("Goedendag allemaal.", "nl") != engine.synthesise("Goedendag allemaal.", "fr")
    engine.close()


def test_each_language_has_its_own_words() -> None:
    assert speakable("10 h 30", "fr") == "dix heures trente"
    assert speakable("10.30 uur", "nl") == "tien uur dertig"
    assert speakable("10", "eo") == "10"


def test_phonemes_are_only_for_an_engine_that_reads_them() -> None:
    pico = Pico()
    assert "[[" in told(Espeak(), "Un ZZYX.", "fr", WITH_PHONEMES)
    assert "[[" not in told(pico, "Un ZZYX.", "fr", WITH_PHONEMES)
    assert "zizique" in told(pico, "Un ZZYX.", "fr", WITH_PHONEMES)


def test_a_recipe_tells_whatever_changes_the_sound() -> None:
    engine = Espeak()
    how = recipe(engine, "Il est 10 h.", "fr")
    assert isinstance(how, Recipe)
    assert (how.engine, how.voice, how.pace, how.spoken) == ("espeak", "fr-be", engine.pace("fr"), "Il est dix heures.")
    assert how.version.startswith("espeak-ng 1.")
    assert isinstance(recipe(engine, "Saluton.", "eo"), Fault)
    engine.close()


def test_the_lexicon_of_a_kiosk_lies_under_its_data(tmp_path: Path) -> None:
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "lexicon_fr.toml").write_text('[mots]\nZZYX = "zizique"\n')
    assert speakable("Un ZZYX.", "fr", lexicon_of(tmp_path)) == "Un zizique."
    assert "zizique" not in speakable("Un ZZYX.", "fr", lexicon_of(tmp_path / "elsewhere"))
