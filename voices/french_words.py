"""Rules of the French normaliser about words: addresses, abbreviations, the middle point, the lexicon."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

_TLD: Final = r"(?:be|com|org|net|eu|fr|brussels|info|gov)"
_HOST: Final = rf"[\w-]+(?:\.[\w-]+)*\.{_TLD}(?![\w-])"


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, dict[str, str]]:
    """Return the tables of `lexicon_fr.toml`, read once, when something is first spoken."""
    text = files("voices").joinpath("lexicon_fr.toml").read_text(encoding="utf-8")
    return {table: {str(k): str(v) for k, v in words.items()} for table, words in tomllib.loads(text).items()}


def _host(host: str) -> str:
    """Say a host: "lalouviere.guichet-citoyen.be" as "la louvière point guichet tiret citoyen point bé e"."""
    sites = _lexicon()["sites"]
    parts = host.lower().removeprefix("www.").split(".")
    said = [sites.get(part) or " tiret ".join(sites.get(p, p) for p in part.split("-") if p) for part in parts]
    return " point ".join(said)


def addresses(text: str) -> str:
    """Say web and mail addresses by their parts, never letter by letter."""

    def mail(match: re.Match[str]) -> str:
        name = re.sub(r"[.+_-]", lambda m: {".": " point ", "-": " tiret "}.get(m[0], " "), match[1])
        return f"{name} arobase {_host(match[2])}"

    def web(match: re.Match[str]) -> str:
        path = re.sub(r"[^\w]+", " ", match[2] or "").strip()
        return _host(match[1]) + (f" barre oblique {path}" if path else "")

    text = re.sub(rf"([\w.+-]+)@({_HOST})", mail, text)
    text = re.sub(rf"(?:https?://)?({_HOST})(/[\w./?=&#-]*\w)?/?", web, text, flags=re.IGNORECASE)
    return re.sub(rf"(?<![\w.])\.({_TLD})\b", lambda m: f"point {_lexicon()['sites'].get(m[1], m[1])}", text)


_ABBREVIATIONS: Final = (
    (r"\bp\.\s?ex\.(?=\W|$)", "par exemple"),
    (r"\bc\.?-?à-?d\.", "c'est-à-dire"),
    (r"\bs\.?v\.?p\.", "s'il vous plaît"),
    (r"\b[Rr]\.?-?[Vv]\.", "rendez-vous"),
    (r"\bM\.\s(?=[A-ZÀ-Þ])", "monsieur "),
    (r"\bMM\.\s(?=[A-ZÀ-Þ])", "messieurs "),
    (r"\bDr\.?\s(?=[A-ZÀ-Þ])", "docteur "),
    (r"\bMe\s(?=[A-ZÀ-Þ])", "maître "),
    (r"\b[Aa]v\.\s(?=[A-ZÀ-Þ]|d[eu']|l')", "avenue "),
    (r"\b(?:[Bb]d|[Bb]ld)\.?\s(?=[A-ZÀ-Þ]|d[eu'])", "boulevard "),
    (r"\b[Tt][ée]l\.", "téléphone"),
    (r"\b[Nn][°º]\s?(?=\d)", "numéro "),
    (r"\benv\.(?=\s\d)", "environ"),
    (r"\bmax\.", "maximum"),
    (r"\bmin\.(?=\s\d)", "minimum"),
    (r"\bet/ou\b", "et ou"),
    (r"\b24\s?h?\s?/\s?24(?:\s?h)?", "vingt-quatre heures sur vingt-quatre"),
    (r"\b7\s?j?\s?/\s?7(?:\s?j)?\b", "sept jours sur sept"),
    (r"(?<=\d )janv\.", "janvier"),
    (r"(?<=\d )f[ée]vr\.", "février"),
    (r"(?<=\d )juil\.", "juillet"),
    (r"(?<=\d )sept\.", "septembre"),
    (r"(?<=\d )oct\.", "octobre"),
    (r"(?<=\d )nov\.", "novembre"),
    (r"(?<=\d )déc\.", "décembre"),
)


def abbreviations(text: str) -> str:
    """Write out "M.", "p. ex.", "tél.", "24h/24" and the like."""
    for pattern, words in _ABBREVIATIONS:
        text = re.sub(pattern, words, text)
    return text


_FEMININES: Final = (
    ("teur", "rice", "trice"),
    ("teur", "trice", "trice"),
    ("eur", "euse", "euse"),
    ("er", "ère", "ère"),
    ("ier", "ière", "ière"),
    ("f", "ve", "ve"),
    ("x", "se", "se"),
)


def _both_forms(match: re.Match[str]) -> str:
    """Say "étudiant·e·s" as "étudiants ou étudiantes"; "aidé·e", one sound, once."""
    stem, ending, plural = match[1], match[2], "s" if match[3] else ""
    woman = stem + ending
    for man_end, written, woman_end in _FEMININES:
        if ending == written and stem.endswith(man_end):
            woman = stem.removesuffix(man_end) + woman_end
    if ending == "s":
        return stem + ending
    if ending == "e" and stem[-1] in "éiu":
        return woman + plural
    return f"{stem}{plural if stem[-1] not in 'sx' else ''} ou {woman}{plural}"


def middle_points(text: str) -> str:
    """Say both forms of "étudiant·e" and "inscrit(e)"."""
    point = r"[·‧∙⋅•]"
    text = re.sub(rf"(\w+){point}([a-zà-ÿ]{{1,5}})(?:{point}?(s))?(?!\w)", _both_forms, text)
    return re.sub(r"(\w{2,})\((e|ne|le|te)\)(s)?(?!\w)", _both_forms, text)


@lru_cache(maxsize=1)
def _words_pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    def pattern(table: str, flags: re.RegexFlag) -> re.Pattern[str]:
        keys = sorted(_lexicon()[table], key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, keys))})(?!\w)", flags)

    return pattern("exact", re.NOFLAG), pattern("folded", re.IGNORECASE)


def lexicon_words(text: str) -> str:
    """Replace the words of the lexicon, and spell what has no vowel."""
    exact, folded = _words_pattern()
    lexicon = _lexicon()
    text = exact.sub(lambda m: lexicon["exact"][m[0]], text)
    text = folded.sub(lambda m: lexicon["folded"].get(m[0].lower(), m[0]), text)
    letters = lexicon["letters"]
    spelled = r"(?<!\w)[BCDFGHJKLMNPQRSTVWXZ]{2,6}(?!\w)"
    return re.sub(spelled, lambda m: " ".join(letters[letter] for letter in m[0]), text)
