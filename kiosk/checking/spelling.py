"""Spelling by Debian's hunspell and its French dictionary, where they are installed."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence

from kiosk.checking.finding import Finding
from kiosk.checking.glossary import Glossary
from kiosk.checking.rule import ALL
from kiosk.checking.texts import Kind, Text

DICTIONARY = "fr"
_COMMAND = ("hunspell", "-a", "-i", "UTF-8", "-d")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|presqu|quelqu)[’']", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+[.@]\S+|\S*\d\S*")
_SPELLED = ALL - {Kind.NAME, Kind.VALUE}


def spelling_findings(texts: Sequence[Text], glossary: Glossary, dictionary: str = DICTIONARY) -> Iterator[Finding]:
    """Words that neither the dictionary nor the glossary has. A note where nothing can tell."""
    words = {text: tuple(_words(text, glossary)) for text in texts if text.kind in _SPELLED}
    wrong = misspelt(sorted({word for found in words.values() for word in found}), dictionary)
    if wrong is None:
        how = "install the Debian packages hunspell and hunspell-fr-classical"
        yield Finding("spelling", 0, "spelling", "was not checked", how, note=True)
        return
    for text, found in words.items():
        for word in found:
            if word in wrong:
                meant = " or ".join(f"« {one} »" for one in wrong[word][:3])
                add = "add it to `words` in glossary.yaml"
                suggestion = f"write {meant}, or {add}" if meant else add
                yield Finding(text.file, text.line, "spelling", f"« {word} » in « {text.text} »", suggestion)


def misspelt(words: Sequence[str], dictionary: str = DICTIONARY) -> dict[str, tuple[str, ...]] | None:
    """Each word that the dictionary has not, with what may be meant; None without program or dictionary."""
    if shutil.which(_COMMAND[0]) is None:
        return None
    lines = "".join(f"^{word}\n" for word in words)
    run = subprocess.run([*_COMMAND, dictionary], input=lines, capture_output=True, text=True, check=False, timeout=60)
    if run.returncode:
        return None
    answers = run.stdout.partition("\n")[2].split("\n\n")  # the first line names the program
    return {word: _meant(answer) for word, answer in zip(words, answers, strict=False) if _unknown(answer)}


def _unknown(answer: str) -> bool:
    return any(line.startswith(("&", "#")) for line in answer.split("\n"))


def _meant(answer: str) -> tuple[str, ...]:
    """The words after the colon of "& word 3 1: one, two, three"."""
    return tuple(answer.partition(": ")[2].split("\n")[0].split(", ")) if ": " in answer else ()


def _words(text: Text, glossary: Glossary) -> Iterable[str]:
    """Words to look up: no names, no acronyms, no addresses."""
    for word in dict.fromkeys(_WORD.findall(_ADDRESS.sub(" ", text.prose))):
        bare = _ELIDED.sub("", word)
        if not bare.isupper() and not {word, bare, bare.lower()} & glossary.known:
            yield word.replace("’", "'")
