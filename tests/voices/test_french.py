"""What is heard is compared by phonemes, so that another spelling of the same sound is no difference."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from tests.phonemes import heard, phonemes
from voices import french, french_codes, french_numbers
from voices.french import normalise
from voices.lexicon import Lexicon, built_in, pronounced

LINES: Final = Path(__file__).with_name("golden_fr.txt").read_text(encoding="utf-8").splitlines()
CUT: Final = [line.partition("|") for line in LINES if line and not line.startswith("#")]
READINGS: Final = {phrase.strip(): reading.strip() for phrase, _, reading in CUT}
NAMED: Final = (
    "10 h 30",
    "0800 93 947",
    "CPAS",
    "EPN",
    "EFT",
    "itsme®",
    "aidé·e",
    "M. Dupont",
    "p. ex.",
    "info@leforem.be",
    "71e",
    "01/12/2025",
    ".be",
)
"""The misreadings that made us write a normaliser."""


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """The phonemes of every reading, by its phrase."""
    return dict(zip(READINGS, phonemes(list(READINGS.values())), strict=True))


@pytest.fixture(scope="module")
def said() -> dict[str, tuple[str, str]]:
    """Every phrase as it is normalised, and the phonemes of that."""
    spoken = [normalise(phrase) for phrase in READINGS]
    return dict(zip(READINGS, zip(spoken, phonemes(spoken), strict=True), strict=True))


def test_the_phrases_are_many_and_none_stands_twice() -> None:
    assert len(READINGS) == len(CUT) >= 220
    assert not [phrase for phrase, reading in READINGS.items() if not phrase or not reading]


@pytest.mark.parametrize("phrase", ["Venez à 10 h. Prenez la lettre.", "CPAS", "Il y a deux portes. digi starte"])
def test_one_espeak_for_all_hears_what_one_for_each_does(phrase: str) -> None:
    assert phonemes(["Bonjour", phrase, "Merci."])[1] == heard(phrase)


@pytest.mark.parametrize("phrase", READINGS)
def test_is_read_as_a_person_reads_it(phrase: str, expected: dict[str, str], said: dict[str, tuple[str, str]]) -> None:
    spoken, sound = said[phrase]
    assert sound == expected[phrase], spoken


def test_the_engine_alone_misreads_them(expected: dict[str, str]) -> None:
    assert not [phrase for phrase, sound in zip(NAMED, phonemes(NAMED), strict=True) if sound == expected[phrase]]


def test_the_golden_lines_would_show_a_normaliser_that_does_nothing(expected: dict[str, str]) -> None:
    raw = dict(zip(READINGS, phonemes(list(READINGS)), strict=True))
    assert sum(raw[phrase] != expected[phrase] for phrase in READINGS) > len(READINGS) / 2


def misread(
    expected: dict[str, str], said: dict[str, tuple[str, str]], lexicon: Lexicon | None = None
) -> dict[str, str]:
    """Return the phrases that a changed normaliser reads otherwise than a person, as it says them."""
    spoken = {phrase: normalise(phrase, lexicon) for phrase in READINGS}
    other = [phrase for phrase in READINGS if spoken[phrase] != said[phrase][0]]
    sounds = phonemes([spoken[phrase] for phrase in other])
    return {phrase: spoken[phrase] for phrase, sound in zip(other, sounds, strict=True) if sound != expected[phrase]}


def without(rule: str) -> Callable[[pytest.MonkeyPatch], Lexicon | None]:
    def seed(monkeypatch: pytest.MonkeyPatch) -> None:
        assert rule in french.RULES
        others = {name: other for name, other in french.RULES.items() if name != rule}
        monkeypatch.setattr(french, "RULES", others)

    return seed


def french_of_france(monkeypatch: pytest.MonkeyPatch) -> None:
    def cardinal(number: int, *, feminine: bool = False) -> str:
        words: str = num2words(number, lang="fr")
        return re.sub(r"\bun$", "une", words) if feminine else words

    monkeypatch.setattr(french_numbers, "cardinal", cardinal)


def uncut_telephones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(french_numbers, "phone", lambda groups, plus: f"{plus or ''}{int(''.join(groups))}")


def no_zeros(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(french_numbers, "group", lambda digits: french_numbers.cardinal(int(digits)))


def never_feminine(monkeypatch: pytest.MonkeyPatch) -> None:
    cardinal = french_numbers.cardinal
    monkeypatch.setattr(french_numbers, "cardinal", lambda number, feminine=False: cardinal(number))  # noqa: ARG005


def whole_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(french_codes, "_CUTS", {})
    monkeypatch.setattr(french_numbers, "cut", lambda digits, sizes: [digits])  # noqa: ARG005


def no_centimes(monkeypatch: pytest.MonkeyPatch) -> None:
    price = french_numbers.price
    monkeypatch.setattr(french_numbers, "price", lambda euros, cents: price(euros, 0))  # noqa: ARG005


def lexicon_without_cpas(_: pytest.MonkeyPatch) -> Lexicon:
    whole = built_in()
    return Lexicon(tuple(entry for entry in whole.words if entry.word != "CPAS"), whole.addresses, whole.letters)


SEEDS: Final[dict[str, tuple[Callable[[pytest.MonkeyPatch], Lexicon | None], str]]] = {
    "hours": (without("hours"), "9h - 17h"),
    "days": (without("names of days"), "lu–je 8h30–12h30 et 13h30–16h"),
    "dates": (without("dates"), "du 1er au 15/12"),
    "telephones off": (without("telephones"), "0800/93 947"),
    "telephones as one number": (uncut_telephones, "064 27 78 11"),
    "telephones whole": (whole_groups, "0475123091"),
    "money": (without("money"), "17 à 29,10 €"),
    "no centimes": (no_centimes, "6,70 à 7,70 €"),
    "ranks": (without("ordinals"), "71e"),
    "soixante-dix": (french_of_france, "71 ans"),
    "un heure": (never_feminine, "1 h 30 min"),
    "leading zeros": (no_zeros, "064 22 62 07"),
    "lexicon": (without("lexicon"), "le e-guichet"),
    "no CPAS": (lexicon_without_cpas, "Aller au CPAS"),
    "acronyms": (without("acronyms"), "CSC, FGTB, CGSLB ou CAPAC"),
    "middle points": (without("both genders"), "un·e étudiant·e"),
    "abbreviations": (without("abbreviations"), "M. Dupont"),
    "addresses": (without("web addresses"), "leforem.be"),
    "streets": (without("streets"), "rue Hamoir 12/3"),
    "registers": (without("registers"), "85.07.30-033.28"),
    "codes": (without("codes"), "formulaires A23 / A235"),
    "units": (without("units"), "Arrivez 10 min plus tôt"),
    "comparisons": (without("comparisons"), ">12 ans"),
    "plus and plus": (without("several sounds"), "En plus, c'est gratuit."),
    "sentences": (without("sentences"), "Tout le monde peut venir. Digistart est gratuit."),
}
"""Ways to break the normaliser, each with a phrase by which it is found."""


@pytest.mark.parametrize("name", SEEDS)
def test_a_misreading_is_found_and_named(
    name: str, monkeypatch: pytest.MonkeyPatch, expected: dict[str, str], said: dict[str, tuple[str, str]]
) -> None:
    seed, phrase = SEEDS[name]
    assert phrase in misread(expected, said, seed(monkeypatch))


def test_a_sound_normaliser_misreads_nothing(expected: dict[str, str], said: dict[str, tuple[str, str]]) -> None:
    assert misread(expected, said) == {}
    assert len(SEEDS) >= 10


@pytest.mark.parametrize("trap", ["é", "emme"])
def test_the_normaliser_avoids_words_that_are_traps(trap: str, said: dict[str, tuple[str, str]]) -> None:
    assert not [phrase for phrase, (spoken, _) in said.items() if trap in spoken.split()]


def test_no_break_spaces_are_spaces() -> None:
    assert normalise("10\u202fh\u00a030") == "dix heures trente"
    assert normalise("25\u00a0€") == "vingt-cinq euros"


def test_plain_sentences_stay_as_they_are() -> None:
    sentence = "Touchez la phrase qui vous ressemble. Êtes-vous encore là ?"
    assert normalise(sentence) == sentence


@pytest.mark.parametrize("text", ["😀", " ", "\u00ad", "[]", "\ud800"])
def test_a_text_without_words_is_a_pause(text: str) -> None:
    assert normalise(text) == "…"


SIGNS: Final = "0123456789 .,:;/-+@€%°·'’()[]{}<>≥~§²½–→&hHeErMnpxCPASÉéèàœ®«»\u00a0\n"
MADE_UP = st.text(st.sampled_from(SIGNS) | st.characters(), max_size=40)
WRITTEN = st.lists(st.sampled_from(list(READINGS)), min_size=1, max_size=4).map(" ".join)


@given(MADE_UP | WRITTEN)
@example("0")
@example("\u00ad")
@example("0" * 40)
@example("99:99 99/99/9999 +00 (e) ·e")
@example("٣ ① ² ½ Ⅳ")
def test_never_fails_never_falls_silent_and_leaves_no_figure(text: str) -> None:
    spoken = normalise(text)
    assert bool(spoken) == bool(text)
    assert not re.search(r"[\d\[\]]", spoken)
    spoken.encode()


@given(MADE_UP | WRITTEN)
@example("’")
@example("«.»")
@example("M. A. B. C 1er 2e - 3 C.P.A.S. a. m. dupont")
def test_twice_is_as_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(MADE_UP | WRITTEN | st.lists(st.sampled_from([entry.word for entry in built_in().words])).map("-".join))
@example("Strépy-Bracquegnies [[ ]] Soignies]]")
def test_phonemes_stand_between_whole_brackets(text: str) -> None:
    assert re.fullmatch(r"(?:[^\[\]]|\[\[[^\[\]]+\]\])*", pronounced(normalise(text)))


LONG: Final = (
    *("a", "a.", "a@", "a·", "aa-", "(e)", "A.", "\u0301", "😀", "http://", "rue a", "lu, "),
    *("0", "1.", "1-", "1 111 ", "½", "+32", "12 h ", "CPAS ", " ", ","),
)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_of_any_kind_comes_to_an_end(piece: str) -> None:
    text = (piece * 5000)[:5000]
    assert not re.search(r"\d", normalise(text))
