"""Rules of the French normaliser about words: both genders of one word, words said in two ways."""

import re
from typing import Final

_FEMININES: Final = (
    ("teur", "rice", "trice"),
    ("teur", "trice", "trice"),
    ("teur", "ice", "trice"),
    ("eur", "euse", "euse"),
    ("eur", "se", "euse"),
    ("eau", "elle", "elle"),
    ("ain", "ine", "ine"),
    ("er", "ère", "ère"),
    ("ier", "ière", "ière"),
    ("f", "ve", "ve"),
    ("x", "se", "se"),
)
_WHOLE: Final = frozenset({"elle", "elles", "celle", "celles", "la", "une", "toutes"})
"""Endings that are words: "il·elle"."""


def _both_forms(match: re.Match[str]) -> str:
    """Say "étudiant·e·s" as "étudiants ou étudiantes"; "aidé·e", one sound, once."""
    stem, ending, plural = match[1], match[2], "s" if match[3] else ""
    if ending in _WHOLE and (stem, ending) != ("nouveau", "elle"):
        return f"{stem} ou {ending}"
    if ending == "s":
        return stem + ending
    if ending.endswith("s"):
        stem, ending, plural = re.sub(r"(?<=..r)s$", "", stem), ending[:-1], "s"
    woman = stem + ending
    for man_end, written, woman_end in _FEMININES:
        if ending == written and stem.endswith(man_end):
            woman = stem.removesuffix(man_end) + woman_end
    if ending == "e" and stem[-1] in "éiu":
        return woman + plural
    many = "x" if plural and stem.endswith("eau") else plural
    return f"{stem}{many if stem[-1] not in 'sx' else ''} ou {woman}{plural}"


_OFTEN: Final = "e|ère|ière|trice|rice|euse|ne|ve"
_WRITTEN: Final = (
    (r"\.", _OFTEN, r"(?:\.?(s))?"),
    (r"-", "e|ère|trice|rice|euse", r"(?:-?(s))?"),
    (r"/", rf"(?:{_OFTEN})s?", "()"),
    (r"\(", rf"{_OFTEN}|le|te|se", r"\)(?:\(?(s)\)?)?"),
)
"""Other ways than the middle point: "étudiant.e.s", "inscrit-e", "chômeurs/euses", "inscrit(e)"."""


def both_genders(text: str) -> str:
    """Say both forms of "étudiant·e", "étudiant.e", "inscrit-e", "inscrit(e)"; "enfant(s)" as "enfants"."""
    text = re.sub(r"(?<!\w)([Ll]e|[Uu]n)[./](la|une)(?!\w)", r"\1 ou \2", text)
    text = re.sub(r"(?<!\w)(\w+)·([a-zà-ÿ]{1,6})(?:·?(s))?(?!\w)", _both_forms, text)
    for before, endings, after in _WRITTEN:
        text = re.sub(rf"(?<![\w.@-])(\w{{3,40}}){before}({endings}){after}(?![\w@-])", _both_forms, text)
    text = re.sub(r"(?<!\w)(le|la)\((s)\)(?!\w)", r"\1 ou les", text)
    return re.sub(r"(?<=\w)\((s|x)\)(?!\w)", r"\1", text)


_SEVERAL_SOUNDS: Final = (
    (r"(?<!\w)((?:ou|et|en|de|le|un) )plus(?= ?[.,;:!?)]|$)", r"\1plusse"),
    (r"(?<!\w)((?:ans|mois|jours?|semaines?|heures?|euros?|personnes?|enfants?) (?:ou|et) )plus(?!\w)", r"\1plusse"),
    (r"(?<!\w)(en )plus(?= d[e'u])", r"\1plusse"),
    (r"^plus$", "plusse"),
    (r"(?<!\w)(plus |moins )de (?=une?(?!\w))", r"\1d'"),
    (r"(?<!\w)((?:à|vers|d[eu]) l'|nord-|sud-)est(?!\w)", r"\1este"),
    (r"(?<!\w)(t)ous(?= (?:deux|trois|quatre)(?!\w))", r"\1out"),
    (r"(?<!\w)((?:mes|tes|ses|nos|vos|leurs|beaux-|petits-) ?)fils(?!\w)", r"\1fisse"),
)
"""Words that engines read by the wrong one of their two sounds."""


def several_sounds(text: str) -> str:
    """Choose the sound of "plus", "tous", "est", "fils" by the words around."""
    for pattern, words in _SEVERAL_SOUNDS:
        text = re.sub(pattern, words, text, flags=re.IGNORECASE)
    return text
