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
        ending, plural = ending[:-1], "s"
    woman = stem + ending
    for man_end, written, woman_end in _FEMININES:
        if ending == written and stem.endswith(man_end):
            woman = stem.removesuffix(man_end) + woman_end
    if ending == "e" and stem[-1] in "éiu":
        return woman + plural
    many = "x" if plural and stem.endswith("eau") else plural
    return f"{stem}{many if stem[-1] not in 'sx' else ''} ou {woman}{plural}"


def both_genders(text: str) -> str:
    """Say both forms of "étudiant·e", "étudiant.e", "inscrit-e", "inscrit(e)"; "enfant(s)" as "enfants"."""
    text = re.sub(r"(?<!\w)(\w+)·([a-zà-ÿ]{1,6})(?:·?(s))?(?!\w)", _both_forms, text)
    text = re.sub(r"(?<![\w.@-])(\w{3,40})[.-](e)(?:[.-]?(s))?(?![\w@-])", _both_forms, text)
    text = re.sub(r"(?<!\w)(le|la)\((s)\)(?!\w)", r"\1 ou les", text)
    text = re.sub(r"(?<=\w)\((s|x)\)(?!\w)", r"\1", text)
    return re.sub(r"(?<!\w)(\w{2,40})\((e|ne|le|te)\)(?:\(?(s)\)?)?(?!\w)", _both_forms, text)


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
