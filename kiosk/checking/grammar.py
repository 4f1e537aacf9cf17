"""Agreement and conjugation by Debian's Grammalecte, which keeps silent when it is not sure; slow, so on demand."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kiosk.checking.finding import Finding
from kiosk.checking.glossary import Glossary
from kiosk.checking.rule import PROSE
from kiosk.checking.texts import Text

_COMMAND = "grammalecte-cli"
_KINDS = frozenset({"gn", "conj", "ppas", "infi", "imp", "sgpl", "inte", "conf"})
"""Its kinds of faults: nouns, verbs, participles, infinitives, imperatives, plurals, questions, words taken for others.

The others are about signs and spaces, for which the house has its own rules.
"""


def grammar_findings(texts: Sequence[Text], glossary: Glossary) -> Iterator[Finding]:
    """What does not agree. A note where nothing can tell."""
    if shutil.which(_COMMAND) is None:
        how = "install the Debian package grammalecte-cli"
        yield Finding("grammar", 0, "grammar", "was not checked", how, note=True)
        return
    prose = tuple(text for text in texts if text.kind in PROSE)
    for number, fault in _faults([text.shown for text in prose]):
        text = prose[number]
        word = text.shown[fault["nStart"] : fault["nEnd"]]
        if fault["sType"] in _KINDS and word not in glossary.known:
            meant = " or ".join(f"« {one} »" for one in fault["aSuggestions"][:3])
            message = f"« {word} » in « {text.text} »: {fault['sMessage'].rstrip('.')}"
            yield Finding(text.file, text.line, "grammar", message, f"write {meant}" if meant else "read it again")


def _faults(sentences: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each fault with the number of its sentence. Each sentence is a paragraph: none explains another."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.txt"
        file.write_text("\n".join(sentences) + "\n", encoding="utf-8")
        command = [_COMMAND, "--file", str(file), "--json", "--only_when_errors"]
        run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    for paragraph in json.loads(run.stdout)["data"]:
        for fault in paragraph["lGrammarErrors"]:
            yield paragraph["iParagraph"] - 1, fault
