"""The lexicon of a facilitator: a TOML file over the built-in one. What is wrong in it is told, the rest counts."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from voices.french_phonemes import CONSONANTS, VOWELS, unknown
from voices.french_signs import clean
from voices.lexicon import Entry, Lexicon, built_in

_LONGEST_WORD: Final = 60
_LONGEST_SAID: Final = 200
_MOST_BAD_LINES: Final = 50
_SHAPE: Final = '"word" = "how it is said"'
_NOT_SAID: Final = f"write how it is said in plain words, at most {_LONGEST_SAID} characters."
_ENDLESS: Final = "how it is said contains the word itself, and so would never end. Write it another way."
_SECTIONS: Final = ("mots", "adresses", "lettres")
_SECTIONS_ARE: Final = "Sections are [mots], [adresses], [lettres]."


@dataclass(frozen=True, slots=True)
class LexiconFault:
    """What is wrong in a lexicon file, where, and how to mend it; for the facilitator."""

    reason: str
    line: int | None = None
    """Counted from 1; None where no line is to blame."""


@dataclass(frozen=True, slots=True)
class LexiconRead:
    """The built-in lexicon with the good entries of a file over it, and what was wrong in that file."""

    lexicon: Lexicon
    faults: tuple[LexiconFault, ...]


def lexicon_path(data: Path) -> Path:
    """Return where a facilitator's file lies under a kiosk's data folder."""
    return data / "voices" / "lexicon_fr.toml"


def read_lexicon(path: Path) -> LexiconRead:
    """Return the lexicon with the file `path` over the built-in one. A file that is not there is no fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return LexiconRead(built_in(), ())
    except UnicodeDecodeError:
        return _nothing(f"{path.name} is not a text in UTF-8. Save it again as UTF-8.")
    except OSError as error:
        return _nothing(f"{path.name} cannot be read: {error.strerror}.")
    tables, faults = _parsed(text, path.name)
    sections: dict[str, list[Entry]] = {name: [] for name in _SECTIONS}
    for section, word, value in _items(tables):
        entry = _checked(section, word, value, path.name, _line(text, word))
        if isinstance(entry, LexiconFault):
            faults.append(entry)
        else:
            sections[section].append(entry)
    endless = _endless(sections["mots"])
    faults += [_fault(path.name, _line(text, entry.word), entry.word, _ENDLESS) for entry in endless]
    words = [entry for entry in sections["mots"] if entry not in endless]
    lexicon = built_in().over(words, sections["adresses"], sections["lettres"])
    return LexiconRead(lexicon, tuple(sorted(faults, key=lambda fault: fault.line or 0)))


def _nothing(reason: str) -> LexiconRead:
    return LexiconRead(built_in(), (LexiconFault(f"{reason} Until then, none of its words count."),))


def _parsed(text: str, name: str) -> tuple[dict[str, Any], list[LexiconFault]]:
    """Return the tables of a text, each line that is no TOML left out and told."""
    lines, faults = text.split("\n"), list[LexiconFault]()
    for _ in range(_MOST_BAD_LINES):
        try:
            return tomllib.loads("\n".join(lines)), faults
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            number = int(found[1]) if found else _last(lines)
            if not lines[number - 1].strip():
                break
            faults.append(LexiconFault(f"{name}, line {number}: {_hint(lines[number - 1])}", number))
            lines[number - 1] = ""
    faults.append(LexiconFault(f"{name} is no lexicon. Write one word a line: {_SHAPE}. None of its words count."))
    return {}, faults


def _last(lines: list[str]) -> int:
    """Return the number of the last line with something on it (1 when there is none)."""
    return max((number for number, line in enumerate(lines, 1) if line.strip()), default=1)


def _hint(line: str) -> str:
    if re.search(r"[“”«»„]", line):
        return f'use straight quotation marks ("), like this: {_SHAPE}.'
    if re.match(r'\s*"[^"]*"\s*=|\s*\[', line):
        return f"this line is not complete, or its word stands twice. Expected: {_SHAPE}."
    return f"expected {_SHAPE}, both between quotation marks."


def _items(tables: dict[str, Any]) -> Iterator[tuple[str, str, object]]:
    """Yield section, word and value of each entry; an entry before any section is a word."""
    for name, value in tables.items():
        if name in _SECTIONS and isinstance(value, dict):
            yield from ((name, word, said) for word, said in value.items())
        else:
            yield "mots", name, value


def _line(text: str, word: str) -> int | None:
    """Return the line on which an entry begins."""
    pattern = re.compile(rf"\s*[\"']?{re.escape(word)}[\"']?\s*=")
    return next((number for number, line in enumerate(text.split("\n"), 1) if pattern.match(line)), None)


def _checked(section: str, word: str, value: object, name: str, line: int | None) -> Entry | LexiconFault:
    checks: dict[str, Callable[[str, object], Entry | str]] = {"mots": _word, "adresses": _part, "lettres": _letter}
    entry = checks[section](word, value)
    return entry if isinstance(entry, Entry) else _fault(name, line, word, entry)


def _fault(name: str, line: int | None, word: str, reason: str) -> LexiconFault:
    where = f"line {line}, " if line else ""
    return LexiconFault(f"{name}, {where}{word!r}: {reason}", line)


def _word(word: str, value: object) -> Entry | str:
    """Return the entry of one word, or why it does not count."""
    written = clean(word)
    if not re.search(r"\w", written) or len(written) > _LONGEST_WORD:
        return f"a word has a letter or a figure, and at most {_LONGEST_WORD} characters."
    if isinstance(value, str):
        value = {"dit": value}
    if not isinstance(value, dict) or not value or set(value) - {"dit", "phonemes"}:
        return f'expected {_SHAPE}, or "word" = {{ dit = "...", phonemes = "..." }}. {_SECTIONS_ARE}'
    said, phonemes = _said(value.get("dit", written)), str(value.get("phonemes", "")).strip()
    reason = _mute(phonemes) if "phonemes" in value else None
    return reason or (Entry(written, said, phonemes) if said else _NOT_SAID)


def _said(value: object) -> str | None:
    said = clean(value) if isinstance(value, str) else ""
    return said if re.search(r"[^\W_]", said) and len(said) <= _LONGEST_SAID else None


def _mute(phonemes: str) -> str | None:
    """Return why espeak-ng would not speak `phonemes`; None when it would."""
    wrong = unknown(phonemes)
    if wrong is not None:
        known = " ".join((*VOWELS, *CONSONANTS))
        return f"{wrong!r} is no phoneme of espeak-ng in French. They are: {known}, and ' before the stress."
    return None if set(phonemes) & {vowel[0] for vowel in VOWELS} else "phonemes without a vowel cannot be spoken."


def _part(word: str, value: object) -> Entry | str:
    if not re.fullmatch(r"[\w-]{1,63}", word):
        return "write one part of an address, without a point: leforem."
    said = _said(value)
    return Entry(word, said) if said else _NOT_SAID


def _letter(word: str, value: object) -> Entry | str:
    if not re.fullmatch(r"[A-Z]", word):
        return "write one capital letter, from A to Z."
    said = _said(value)
    return Entry(word, said) if said else _NOT_SAID


def _endless(words: list[Entry]) -> list[Entry]:
    """Return the entries whose reading never comes to an end, as "web" said "le web"."""
    lexicon = built_in().over(words, (), ())
    return [entry for entry in words if not lexicon.settles(entry.word)]


TEMPLATE: Final = """\
# Comment la borne dit les mots
#
# La borne dit mal un mot ? Écrivez-le ici, une ligne par mot :
#
#     "le mot, comme il est écrit" = "comme il se dit, en mots simples"
#
# - Gardez les guillemets droits, et le signe = entre les deux.
# - Écrivez comme un enfant écrirait ce qu'il entend : "Mons" = "monsse".
# - Un sigle se dit lettre par lettre ("CPAS" = "cé pé a èsse") ou comme un mot ("CAPAC" = "capaque").
# - N'écrivez pas "é" tout seul (la voix dit « e accent aigu »), ni "emme" (écrivez "aime").
# - Un mot avec une capitale à l'intérieur (CPAS, eBox) ne vaut qu'écrit ainsi ; un autre, avec ou sans capitales.
# - Ce qui est écrit ici passe avant les mots de la borne.
# - Une ligne qui commence par # ne compte pas.
#
# Après un changement : kiosk voices build

[mots]
# "Anseele" = "ansèle"
# "Strépy" = "strépi"
#
# Pour aller plus loin, les sons exacts de la voix espeak-ng (les autres voix disent « dit ») :
# "Soignies" = { dit = "soigni", phonemes = "swan^'i" }
# Pour voir les sons d'un mot : espeak-ng -v fr-be -q -x "montagne"

[adresses]
# Une partie d'une adresse d'un site ou d'un courriel, sans les points :
# "leforem" = "le forème"
"""
"""What a new file says, for a facilitator to fill in."""
