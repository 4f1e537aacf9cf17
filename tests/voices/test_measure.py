"""Every clip is held to its bounds, and each that is outside is named with its sentence and its file."""

import json
from pathlib import Path

import pytest

from tests.voices.conftest import tone
from voices import clips
from voices.build import Workshop, build
from voices.clips import Folders, clip_name, clip_path
from voices.commands import measure_clips
from voices.loudness import levelled
from voices.manifest import read_manifest
from voices.measure import Report, measure
from voices.measures import INTEGRATED, MOMENTARY, word_count
from voices.pcm import WIDTH, Pcm, write_wav
from voices.protocol import USUAL

SEVEN = "Une deux trois quatre cinq six sept."
WELL = [("Un parcours", [("fr", SEVEN)])]


def record(data: Path, sound: Pcm, text: str = SEVEN) -> Path:
    path = clip_path(data / "voices" / "recorded", "fr", clip_name(text, "fr"))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_wav(path, sound)
    return path


def level(sound: Pcm) -> Pcm:
    found = levelled(sound)
    assert isinstance(found, Pcm)
    return found


def look(data: Path, journeys: list[tuple[str, list[tuple[str, str]]]] = WELL) -> Report:
    return measure(journeys, Folders.of(data))


def louder(sound: Pcm, gain: float) -> Pcm:
    values = memoryview(sound.samples).cast("h")
    return Pcm(b"".join(round(value * gain).to_bytes(2, "little", signed=True) for value in values), sound.rate)


def halves(seconds: float, silence: float) -> Pcm:
    half = tone(440, (seconds - silence) / 2)
    return Pcm(half.samples + bytes(round(silence * half.rate) * WIDTH) + half.samples, half.rate)


def test_a_clip_within_the_bounds_is_no_fault(tmp_path: Path) -> None:
    record(tmp_path, level(tone(440, 3.5)))
    report = look(tmp_path)
    assert report.faults == ()
    (row,) = report.rows
    assert (row.journey, row.language, row.words) == ("Un parcours", "fr", 7)
    assert row.pace == pytest.approx(120)
    assert row.levels(INTEGRATED) == (-24.0, -24.0)
    assert row.levels(MOMENTARY) is None


@pytest.mark.parametrize(
    ("sound", "complaint"),
    [
        (level(tone(440, 7 * 60 / 161)), "161 words a minute (7 words in 2.6 s), not 85 to 160"),
        (level(tone(440, 7 * 60 / 84)), "84 words a minute (7 words in 5.0 s), not 85 to 160"),
        (louder(level(tone(440, 3.5)), 1.14), "-22.9 LUFS (integrated), not -25 to -23"),
        (louder(level(tone(440, 3.5)), 0.88), "-25.1 LUFS (integrated), not -25 to -23"),
        (louder(level(tone(440, 2.8)), 1.14), "-19.9 LUFS (momentary), not -22 to -20"),
        (louder(tone(440, 3.5), 1.6), "true peak -0.2 dBTP, over -1"),
        (level(halves(3.5, 0.65)), "0.64 s of silence inside, over 0.6"),
        (Pcm(bytes(44_100 * 3), 22_050), "-70.0 LUFS (integrated), not -25 to -23"),
    ],
)
def test_a_clip_outside_a_bound_is_named_with_its_file(tmp_path: Path, sound: Pcm, complaint: str) -> None:
    path = record(tmp_path, sound)
    assert f"fr: {SEVEN}: {complaint}: {path}" in look(tmp_path).faults


def test_a_short_sentence_has_no_pace_of_its_own_but_counts_for_its_journey(tmp_path: Path) -> None:
    record(tmp_path, level(tone(440, 1.0)), "Oui, merci beaucoup.")
    report = look(tmp_path, [("Un parcours", [("fr", "Oui, merci beaucoup.")])])
    assert report.faults == ("Un parcours (fr): 180.0 words a minute together, not 110 to 130",)


def test_a_journey_is_measured_over_all_its_sentences_and_each_language_alone(tmp_path: Path) -> None:
    record(tmp_path, level(tone(440, 4.5)))
    record(tmp_path, level(tone(440, 1.0)), "Un deux trois quatre.")
    both = [("fr", SEVEN), ("fr", "Un deux trois quatre.")]
    assert look(tmp_path, [("Un parcours", both)]).faults == ()
    (slow, quick) = look(tmp_path, [("Lent", both[:1]), ("Vif", both[1:])]).faults
    assert slow.startswith("Lent (fr): 93.3")
    assert quick.startswith("Vif (fr): 240.0")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    texts = [("fr", "Bonjour à vous toutes et tous."), ("fr", "Au revoir.")]
    assert build(texts, Folders.of(tmp_path), Workshop(engine="espeak")).made == 2
    return tmp_path


def test_what_was_deleted_altered_or_changed_in_its_text_cannot_be_vouched_for(built: Path) -> None:
    journey = [("Un parcours", [("fr", "Bonjour à vous toutes et tous."), ("fr", "Au revoir.")])]
    path = clip_path(clips.built(built), "fr", clip_name("Au revoir.", "fr"))
    assert not any("Au revoir" in fault for fault in look(built, journey).faults)
    altered = bytearray(path.read_bytes())
    altered[3000] ^= 1
    path.write_bytes(altered)
    assert any(fault.startswith(f"damaged: fr: Au revoir.: {path}") for fault in look(built, journey).faults)
    path.unlink()
    assert any(fault.startswith(f"missing: fr: Au revoir.: {path}") for fault in look(built, journey).faults)
    changed = [("Un parcours", [("fr", "Bonjour à vous toutes et tous."), ("fr", "À demain.")])]
    assert any(fault.startswith("missing: fr: À demain.") for fault in look(built, changed).faults)


def test_the_answer_is_a_table_or_json(tmp_path: Path) -> None:
    record(tmp_path, level(tone(440, 3.5)))
    answer = measure_clips(WELL, tmp_path, USUAL, as_json=False)
    assert answer.well
    heading, row, end = answer.text.splitlines()
    assert " ".join(row.split()) == "Un parcours fr 1 7 120.0 -24.0 to -24.0 - -20.4 0.00"
    assert heading.index("LUFS") > heading.index("a minute")
    assert end == "no faults: every clip is within the bounds"
    found = json.loads(measure_clips(WELL, tmp_path, USUAL, as_json=True).text)
    assert found["faults"] == []
    (clip,) = found["journeys"][0]["clips"]
    assert (clip["text"], clip["source"], clip["words_a_minute"]) == (SEVEN, "humain", 120.0)


def test_the_manifest_holds_the_same_figures(built: Path) -> None:
    text = "Bonjour à vous toutes et tous."
    (row,) = look(built, [("Un parcours", [("fr", text)])]).rows
    entry = read_manifest(clips.built(built))[clip_name(text, "fr")]
    (clip,) = row.clips
    assert (entry.words, entry.measures) == (clip.words, clip.measures)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Allez au CPAS", "fr", 3),
        ("Je n’ai pas de C4", "fr", 5),
        ("Le site est leforem.be.", "fr", 4),
        ("Vous venez pour quoi ?", "fr", 4),
        ("Commune : 064 27 78 11.", "fr", 9),
        ("À 10 h 30", "fr", 4),
        ("Gemeente: 064 27 78 11.", "nl", 10),
        ("Ouvrez « Mon espace »", "fr", 3),
        ("…", "fr", 0),
    ],
)
def test_words_are_counted_as_they_are_heard(text: str, language: str, words: int) -> None:
    assert word_count(text, language) == words
