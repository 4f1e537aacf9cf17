"""What a facilitator writes in a lexicon: heard where it is good, told where it is not."""

import re
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phonemes import heard, phonemes
from voices.french import normalise
from voices.french_phonemes import CONSONANTS, VOWELS, unknown
from voices.lexicon import Entry, Lexicon, built_in, pronounced
from voices.lexicon_file import TEMPLATE, LexiconRead, read_lexicon


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lexicon_fr.toml"


def read(file: Path, text: str) -> LexiconRead:
    file.write_text(text, encoding="utf-8")
    return read_lexicon(file)


def good(file: Path, text: str) -> Lexicon:
    done = read(file, text)
    assert done.faults == ()
    return done.lexicon


def test_without_a_file_the_built_in_words_count(file: Path) -> None:
    assert read_lexicon(file) == LexiconRead(built_in(), ())


@pytest.mark.parametrize("text", ["", "# rien\n", "[mots]\n", TEMPLATE])
def test_a_file_without_words_changes_nothing(file: Path, text: str) -> None:
    lexicon = good(file, text)
    assert normalise("Aller au CPAS", lexicon) == normalise("Aller au CPAS")


def test_a_word_is_said_as_it_is_written_there(file: Path) -> None:
    lexicon = good(file, '[mots]\n"Maugrétout" = "mau gré tou"\n')
    assert normalise("Place Maugrétout 5", lexicon) == "Place mau gré tou cinq"
    assert normalise("place MAUGRÉTOUT", lexicon) == "place mau gré tou"
    assert normalise("Place Maugrétout") == "Place Maugrétout"


def test_a_word_before_any_section_counts(file: Path) -> None:
    assert normalise("Bascoup", good(file, '"Bascoup" = "basse coup"')) == "basse coup"


def test_the_words_of_the_facilitator_win(file: Path) -> None:
    assert normalise("Le CPAS", good(file, '[mots]\n"CPAS" = "centre public"\n')) == "Le centre public"


def test_capitals_inside_a_word_count(file: Path) -> None:
    lexicon = good(file, '[mots]\n"VIE" = "vé i e"\n')
    assert normalise("La VIE, la vie", lexicon) == "La vé i e, la vie"


def test_a_word_written_with_other_signs_is_the_same_word(file: Path) -> None:
    lexicon = good(file, '[mots]\n"L’Étape®" = "létape"\n')
    assert normalise("Abri « L'Étape »", lexicon) == "Abri létape"


def test_only_a_part_of_a_word_stays_as_it_is(file: Path) -> None:
    assert normalise("Le chaton du chat", good(file, '"chat" = "tchatte"')) == "Le chaton du tchatte"


def test_addresses_and_letters_can_be_taught(file: Path) -> None:
    lexicon = good(file, '[adresses]\n"guichet-citoyen" = "guichet du citoyen"\n[lettres]\nW = "oué"\n')
    assert normalise("mons.guichet-citoyen.be", lexicon) == "monsse point guichet du citoyen point bé e"
    assert normalise("WC", lexicon) == "oué cé"


def test_phonemes_are_for_the_engine_that_takes_them(file: Path) -> None:
    lexicon = good(file, '[mots]\n"Strépy" = { dit = "strépi", phonemes = "stRep\'i" }\n')
    spoken = normalise("Strépy-Bracquegnies.", lexicon)
    assert spoken == "strépi-braquegni."
    assert pronounced(spoken, lexicon) == "[[stRep'i]]-[[brakn^'i]]."
    assert "n^'i" in heard(pronounced(spoken, lexicon))
    assert pronounced(spoken) == "strépi-[[brakn^'i]]."


def test_a_word_that_lost_its_vowel_is_spoken_with_the_phonemes_after_it() -> None:
    assert pronounced("l'ottigni, qu'Ottigni, jusqu'ottigni") == "[[lOtin^'i]], [[kOtin^'i]], jusqu'ottigni"
    assert heard(pronounced("l'ottigni")) == "lOtin^'i"


def test_a_word_with_phonemes_alone_is_said_as_written_elsewhere(file: Path) -> None:
    lexicon = good(file, '[mots]\n"Hyon" = { phonemes = "j\'O~" }\n')
    assert normalise("À Hyon", lexicon) == "À Hyon"
    assert pronounced("À Hyon", lexicon) == "À [[j'O~]]"


FAULTS = [
    ("[mots]\n“Mons” = “monsse”\n", 2, "straight quotation marks"),
    ('[mots]\nStrépy = "strépi"\n', 2, 'expected "word" = "how it is said"'),
    ('[mots]\n"Mons" = monsse\n', 2, "not complete"),
    ('[mots]\n"Mons" = "monsse\n', 2, "not complete"),
    ('[mots]\n"Mons" = "a"\n"Mons" = "b"\n', 3, "twice"),
    ('[mots]\n\n"Mons" = 7000\n', 3, "'Mons'"),
    ('"Mons" = ""\n', 1, "plain words"),
    ('"Mons" = "…"\n', 1, "plain words"),
    ('"Mons" = { said = "monsse" }\n', 1, "dit"),
    ('"Mons" = {}\n', 1, "dit"),
    ('[mot]\n"Mons" = "monsse"\n', None, "[mots], [adresses], [lettres]"),
    ('"!" = "attention"\n', 1, "letter or a figure"),
    ('"Mons" = { dit = "monsse", phonemes = "m0~s" }\n', 1, "'0' is no phoneme"),
    ('"Mons" = { dit = "monsse", phonemes = "[[mO~s]]" }\n', 1, "'[' is no phoneme"),
    ('"Mons" = { dit = "monsse", phonemes = "" }\n', 1, "without a vowel"),
    ('"Mons" = { dit = "monsse", phonemes = 3 }\n', 1, "no phoneme"),
    ('"site" = "le site web du site"\n', 1, "would never end"),
    ('[adresses]\n"leforem.be" = "le forème"\n', 2, "without a point"),
    ('[lettres]\n"é" = "e aigu"\n', 2, "one capital letter"),
]


@pytest.mark.parametrize(("text", "line", "reason"), FAULTS)
def test_what_is_wrong_is_told_and_the_rest_counts(file: Path, text: str, line: int | None, reason: str) -> None:
    done = read(file, text)
    (fault,) = done.faults
    assert (fault.line, reason in fault.reason) == (line, True), fault.reason
    assert fault.reason.startswith("lexicon_fr.toml")
    assert line is None or f"line {line}" in fault.reason
    kept = read(file, f'"Nimy" = "nimi"\n{text}')
    assert normalise("Nimy", kept.lexicon) == "nimi"
    assert len(kept.faults) == 1


def test_every_wrong_line_is_told_in_its_order(file: Path) -> None:
    done = read(file, '[mots]\nun\n"A1" = 3\n"Bois" = "boua"\ndeux\n"C" = ""\n')
    assert [fault.line for fault in done.faults] == [2, 3, 5, 6]
    assert normalise("Bois", done.lexicon) == "boua"


def test_two_words_that_say_each_other_never_hang(file: Path) -> None:
    done = read(file, '"aa" = "bb cc"\n"bb" = "aa"\n"dd" = "ddé"\n')
    assert [fault.line for fault in done.faults] == [1, 2]
    assert normalise("aa dd", done.lexicon) == "aa ddé"


@pytest.mark.parametrize("raw", ['"Strépy" = "strépi"'.encode("latin-1"), b"\xff\xfe\x00"])
def test_a_file_in_another_encoding_is_told(file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    done = read_lexicon(file)
    assert "UTF-8" in done.faults[0].reason
    assert done.lexicon == built_in()


def test_a_file_of_the_notepad_of_windows_is_good(file: Path) -> None:
    file.write_bytes('\ufeff[mots]\r\n"Nimy" = "nimi"\r\n'.encode())
    assert normalise("Nimy", read_lexicon(file).lexicon) == "nimi"


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()
    assert "cannot be read" in read_lexicon(file).faults[0].reason


@pytest.mark.parametrize("text", ["\n" * 3 + "=", "}" * 200, '"' * 77 + "\n" * 100, "[[mots]]\n", "a" * 9000])
def test_rubbish_is_told_and_changes_nothing(file: Path, text: str) -> None:
    done = read(file, text)
    assert done.faults
    assert done.lexicon.words == built_in().words


LINES = (
    '"a b" = { dit = "x", phonemes = "a" }',
    '"web" = "le web"',
    "[mots]",
    "[adresses]",
    "[[mots]]",
    '"é" = """',
    "x = 1",
)


@given(st.lists(st.sampled_from(LINES) | st.text(st.characters(codec="utf-8"), max_size=9), max_size=6).map("\n".join))
def test_no_file_ever_stops_the_voice(text: str) -> None:
    with TemporaryDirectory() as folder:
        done = read(Path(folder) / "lexicon_fr.toml", text)
    assert all(fault.reason.startswith("lexicon_fr.toml") for fault in done.faults)
    once = normalise(f"Le web {text}", done.lexicon)
    assert normalise(once, done.lexicon) == once
    assert re.fullmatch(r"(?:[^\[\]]|\[\[[^\[\]]+\]\])*", pronounced(once, done.lexicon))


def test_every_example_of_the_template_is_good(file: Path) -> None:
    examples = re.sub(r"(?m)^# (?=\"[^\"]+\" = [\"{])", "", TEMPLATE)
    lexicon = good(file, examples)
    assert len(lexicon.words) == len(built_in().words) + examples.count('\n"') - 1
    assert all(len(line) <= 120 for line in TEMPLATE.splitlines())


def test_espeak_knows_every_phoneme_that_a_lexicon_may_use() -> None:
    known = [f"p{vowel}p" for vowel in VOWELS] + [f"a{consonant}a" for consonant in CONSONANTS]
    sounds = phonemes([f"[[{one}]]" for one in known])
    assert [sound.replace("'", "").replace(",", "") for sound in sounds] == known
    assert unknown("brakn^'i_:t") is None
    assert unknown("stRep'i!") == "!"


def test_the_built_in_words_come_to_an_end_and_are_good(file: Path) -> None:
    whole = built_in()
    assert not [entry for entry in whole.words if not whole.settles(entry.word) or unknown(entry.phonemes)]
    assert not [entry for entry in whole.words if normalise(entry.said) != entry.said]
    path = Path(__file__).parents[2] / "voices" / "lexicon_fr.toml"
    assert read(file, path.read_text(encoding="utf-8")).faults == ()
    assert len(tomllib.loads(path.read_text(encoding="utf-8"))["mots"]) == len(whole.words) > 150


def test_no_built_in_word_is_read_in_english() -> None:
    words = [entry.said for entry in built_in().words]
    assert not [word for word, sound in zip(words, phonemes(words), strict=True) if "(en)" in sound]


def test_a_lexicon_without_words_says_what_is_written() -> None:
    empty = Lexicon((), (), ())
    assert normalise("Le CPAS", empty) == "Le cpas"
    assert pronounced("Soignies", empty) == "Soignies"
    assert Lexicon((Entry("x", "y"),), (), ()).said("x xx X") == "y xx y"
