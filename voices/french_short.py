"""Rules of the French normaliser about what is written short: abbreviations, acronyms, Roman figures."""

import re
from typing import Final

from voices import french_numbers as numbers
from voices.lexicon import Lexicon

_NAME: Final = r"(?=[A-ZÀ-Þ])"
_STREET_NAME: Final = r"(?=[A-ZÀ-Þ]|d[eu']|l[ae']|des )"
_ABBREVIATIONS: Final = (
    (r"\bp\. ?ex\.", "par exemple"),
    (r"(?<=\()ex\. ?:? ?", "par exemple "),
    (r"\b[Ee]x\. ?:", "exemple :"),
    (r"\bc\.?-?à-?d\.?(?!\w)", "c'est-à-dire"),
    (r"\b[Ss]\. ?[Vv]\. ?[Pp]\.|(?<!\w)SVP(?!\w)", "s'il vous plaît"),
    (r"\b[Rr]\.?-?[Vv]\.|(?<!\w)RV(?!\w)", "rendez-vous"),
    (r"\b[Ee]tc\.*(?= [A-ZÀ-Þ]|$)", "et cétéra."),
    (r"\b[Ee]tc(?:\.|…|\b)", "et cétéra"),
    (r"\bcf\. ?", "voir "),
    (r"\b(?:N\. ?B\.|NB)(?= ?:)", "attention"),
    (r"\bi\. ?e\.", "c'est-à-dire"),
    (r"\bM\. (?=et )", "monsieur "),
    (rf"\b(?:M\.|Mr\.?) {_NAME}", "monsieur "),
    (rf"\bMM\. {_NAME}", "messieurs "),
    (rf"\bDr\.? {_NAME}", "docteur "),
    (rf"\bPr\.? {_NAME}", "professeur "),
    (rf"\bMe {_NAME}", "maître "),
    (rf"\b[Aa]v\. {_STREET_NAME}", "avenue "),
    (rf"\b(?:[Bb]d|[Bb]l?vd|[Bb]ld)\.? {_STREET_NAME}", "boulevard "),
    (rf"\b[Cc]h(?:auss|s|ée)?\. {_STREET_NAME}", "chaussée "),
    (rf"\b[Pp]l\. {_STREET_NAME}", "place "),
    (rf"\b[Rr]te {_STREET_NAME}", "route "),
    (rf"(?<![\w.])r\. {_STREET_NAME}", "rue "),
    (r"\bSt[-. ](?=[A-ZÀ-Þ])", "Saint-"),
    (r"\bSte[-. ](?=[A-ZÀ-Þ])", "Sainte-"),
    (r"\b[Tt][ée]l\.?(?= ?[:0-9(+/]|$)", "téléphone"),
    (r"\b[Tt][ée]l\.", "téléphone"),
    (r"\b[Aa]dr\.", "adresse"),
    (r"\b[Rr][ée]f\.", "référence"),
    (r"\b[Bb]ât\.", "bâtiment"),
    (r"\b[Nn]°s ?", "numéros "),
    (r"\b[Nn]° ?", "numéro "),
    (r"\b[Aa]rt\. ?(?=[0-9])", "article "),
    (r"\bp\. ?(?=[0-9])", "page "),
    (r"\benv\.(?= [0-9])", "environ"),
    (r"\b[Mm]ax\.", "maximum"),
    (r"(?<=[a-z] )max(?= [a-z]|$)", "maximum"),
    (r"\bmin\.(?= [0-9])", "minimum"),
    (r"(?<=[0-9] )pers\.", "personnes"),
    (r"(?<=[0-9] )hab\.", "habitants"),
    (r"(?<=[0-9/] )sem\.|(?<=/)sem\.?(?!\w)", "semaine"),
    (r"(?<=[0-9]) ?p\.? ?c\.(?!\w)", " pour cent"),
    (r"\b[HhFf]/[FfHh](?:/[Xx])?(?!\w)", "femme ou homme"),
    (r"\b[Ee]t/ou\b", "et ou"),
)


def abbreviations(text: str) -> str:
    """Write out "M.", "p. ex.", "tél." and the like."""
    for pattern, words in _ABBREVIATIONS:
        text = re.sub(pattern, words, text)
    return text


def dotted(text: str) -> str:
    """Write "C.P.A.S." as "CPAS" and "Mme." as "Mme", so that the lexicon knows them."""
    text = re.sub(r"(?<!\w)(M(?:me|lle)s?)\. (?=[A-ZÀ-Þ])", r"\1 ", text)
    pattern = r"(?<![\w.])((?:[A-Z]\.){2,8})(?!\w)( [A-ZÀ-Þ])?"
    return re.sub(pattern, lambda match: match[1].replace(".", "") + (f".{match[2]}" if match[2] else ""), text)


_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


def _value(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def roman_figures(text: str) -> str:
    """Say "Albert Ier", "XXIe siècle", "Léopold II"."""
    text = re.sub(r"\bI(?:er)\b", "premier", text)
    text = re.sub(r"\bI(?:re|ère)\b", "première", text)
    text = re.sub(r"\b([XVI]{1,6})(?:e|ème)\b", lambda m: numbers.ordinal(_value(m[1])), text)
    return re.sub(r"(?<=[a-zà-ÿ] )(X{0,2}(?:IX|IV|V?I{2,3}|VI|XI{1,3}))(?!\w)", lambda m: str(_value(m[1])), text)


_WORDS: Final = frozenset({"EST", "ONT", "ANS", "ART", "ARTS", "ARC", "ACTE"})


def acronyms(text: str, lexicon: Lexicon) -> str:
    """Spell words in capitals that nobody can read; give the others small letters, so that no engine spells them."""

    def said(match: re.Match[str]) -> str:
        return match[0] if match[0] in _WORDS else lexicon.spelled(match[0])

    consonant = "[BCDFGHJKLMNPQRSTVWXZ]"
    text = re.sub(rf"(?<!\w)(?:{consonant}{{2,8}}|[AEIOU]{consonant}{{2,3}})(?!\w)", said, text)
    return re.sub(r"(?<!\w)[A-ZÀ-ÖØ-ÞŒ]{2,}(?!\w)", lambda m: m[0].lower(), text)
