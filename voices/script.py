"""The page from which a person reads all sentences into a telephone: one file, printable, in French.

Nothing on it needs a network. The template is `script_fr.html`.
"""

import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from itertools import count
from pathlib import Path
from string import Template
from typing import Final

from voices.clips import Folders, clip_name
from voices.decode import SOUNDS
from voices.faults import Fault
from voices.lexicon import Lexicon
from voices.names import codes
from voices.reading import help_for

_TEMPLATE: Final = Path(__file__).parent / "script_fr.html"
_HOUSE: Final = "Partout sur la borne"

Group = tuple[str, str, Sequence[tuple[str, str]]]
"""A journey's title, a step's title ("", "": the house), and the step's (language, displayed text)."""


def recorded(folders: Folders, language: str) -> frozenset[str]:
    """Return the clip names of which there is a file among the recordings of people."""
    files = (path for folder in folders.recorded for path in (folder / language).glob("*"))
    return frozenset(path.stem for path in files if path.suffix.lower() in SOUNDS and path.name[0] != ".")


def fingerprint(names: Iterable[str]) -> str:
    """Return eight characters that change when a sentence comes, goes or is changed."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:8]


def script_page(
    groups: Iterable[Group], language: str, among: Iterable[str], done: frozenset[str], lexicon: Lexicon | None = None
) -> str:
    """Return the page (HTML) of the sentences of `groups` in this language.

    `among` are the clip names of all of the site's sentences, from which codes are told apart; `done` are the names
    that have a recording; `lexicon` is the kiosk's, without it the built-in one.
    """
    shown = [(journey, step, [text for tongue, text in pairs if tongue == language]) for journey, step, pairs in groups]
    shown = [group for group in shown if group[2]]
    names = [clip_name(text, language) for _, _, texts in shown for text in texts]
    code_of = codes({*among, *names})
    numbers = count(1)
    parts: list[str] = []
    former = None
    for journey, step, texts in shown:
        parts += [f"<h2>{escape(journey or _HOUSE)}</h2>"] if journey != former else []
        parts += [f"<h3>{escape(step)}</h3>"] if step and step != journey else []
        rows = (_row(next(numbers), text, language, code_of, done, lexicon=lexicon) for text in texts)
        parts.append(f"<ul>\n{chr(10).join(rows)}\n</ul>")
        former = journey
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        count=len(names),
        done=len(done.intersection(names)),
        fingerprint=fingerprint(names),
        example=code_of[names[0]] if names else "a1b2c3",
        groups="\n".join(parts),
    )


def _row(
    number: int, text: str, language: str, code_of: dict[str, str], done: frozenset[str], *, lexicon: Lexicon | None
) -> str:
    name = clip_name(text, language)
    code = code_of[name]
    said = help_for(text, language, lexicon)
    aloud = f'<p class="r">Se lit : {escape(said)}</p>' if said else ""
    there = '<span class="d">déjà enregistrée</span>' if name in done else ""
    tick = " checked" if name in done else ""
    return (
        f'<li class="s" id="{name}"><input type="checkbox" aria-label="Phrase {number} enregistrée"{tick}>'
        f'<span class="n">{number}</span><div lang="{escape(language)}"><p class="t">{escape(text)}</p>{aloud}</div>'
        f'<div class="c">{code}{there}<span class="f">{name}</span></div></li>'
    )


def write_script(
    path: Path,
    groups: Iterable[Group],
    language: str,
    texts: Iterable[tuple[str, str]],
    folders: Folders,
    *,
    lexicon: Lexicon | None = None,
) -> str | Fault:
    """Write the page of `groups` to `path`; return what was written, in one line. `texts` are all of the site's.

    `lexicon` as for `script_page`.
    """
    pages = tuple(groups)
    count_ = sum(tongue == language for _, _, pairs in pages for tongue, _ in pairs)
    if not count_:
        return Fault(f"no sentence in the language {language!r}")
    among = {clip_name(text, tongue) for tongue, text in texts if tongue == language}
    done = recorded(folders, language)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script_page(pages, language, among, done, lexicon), encoding="utf-8")
    except OSError as error:
        return Fault(f"{path}: cannot be written: {error.strerror}")
    return f"{count_} sentences are in {path}; {len(done & among)} of the site's have a recording"
