"""How the house speaks: to "vous", in the present, in digits, without signs that nobody can say.

Only what a pattern can tell without a false alarm on a good sentence stands here. The rest (one idea a sentence,
positive rather than negative, no irony) is for the people who proof-read.
"""

import re

from kiosk.checking.rule import ALL, Rule, pattern
from kiosk.checking.texts import Kind

_NOT_A_WORD = r"(?<![\w’'-])"
_FUTURE = (
    r"aur|ser|ir|pourr|voudr|devr|fer|viendr|tiendr|verr|saur|faudr|vaudr|enverr|recevr|courr|mourr|"
    r"\w*(?:prendr|rendr|tendr|pendr|vendr|perdr|attendr|entendr|répondr|mettr|écrir|connaîtr|croir|boir|suivr|vivr)|"
    r"\w{2,}(?:er|ir)"
)
"""The stems of the future, which are also those of the conditional."""
_NUMBERS = (
    "deux|trois|quatre|cinq|six|sept|huit|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|"
    "cinquante|soixante|septante|octante|huitante|nonante|cents?|mille"
)
"""Without "un", an article, and "neuf", which also says new."""
_PARTICIPLE = r"\w+(?:é|ée|és|ées|i|ie|is|ies|it|ite|its|ites|u|ue|us|ues|ert|erte|erts|ertes)"
_SOMEBODY = r"(?:le|la|les|l’|un|une|des|votre|vos|notre|nos|ce|cette|ces|valeur)\b"

RULES: tuple[Rule, ...] = (
    pattern(
        "vous",
        rf"{_NOT_A_WORD}(?:tu|te|toi|ta|tes|t’\w+|(?<!le )(?<!un )(?<!du )(?<!au )ton)(?![\w’-])",
        "say « vous », « votre », « vos »",
    ),
    pattern(
        "conditional",
        rf"{_NOT_A_WORD}(?:\w’)?(?:{_FUTURE})(?:ais|ait|iez|ions|aient)\b",
        "use the present, « vous pouvez », or the imperative",
    ),
    pattern(
        "passive",
        rf"\b(?:est|sont|êtes|sera|seront|serez)(?: \w+ment| pas| aussi)? {_PARTICIPLE} par {_SOMEBODY}",
        "say first who does it: « La commune envoie la carte. »",
    ),
    pattern(
        "digits",
        rf"{_NOT_A_WORD}(?:{_NUMBERS})(?:-et)?(?:-(?:un|une|neuf|{_NUMBERS}))*(?![\w’-])",
        "write « {found} » in digits",
    ),
    pattern("percent", r"[\w,]*\s?%|\w+ pour cents?\b", "say how many of how many people: « 3 personnes sur 10 »"),
    pattern(
        "roman-number", r"\b(?:[IVX]{2,}|[IVX]+(?:e|er|ère|ème|ième))\b", "write it in digits", flags=re.RegexFlag(0)
    ),
    pattern("brackets", r"[(\[].*?[)\]]|[()\[\]]", "make a sentence of it, or leave it out"),
    pattern("et-cetera", r"\betc\b\.?|…|\.\.\.", "name what is meant; end with a full stop"),
    pattern("slash", r"\w*/\w*", "write « ou »", looks_at=ALL - {Kind.VALUE}),
    pattern("ampersand", r"&", "write « et »", looks_at=ALL - {Kind.VALUE}),
    pattern("emphasis", r"[*<>`#~]+|(?<!\w)_\w+_(?!\w)", "leave the sign out; the order of the sentences stresses"),
    pattern("click", r"\bcliqu\w+|\bclics?\b", "write « touchez »"),
)
