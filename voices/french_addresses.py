"""Rules of the French normaliser about addresses of the web, of mail, and of streets."""

import re
from typing import Final

from voices.lexicon import Lexicon

_TLD: Final = r"(?:be|com|org|net|eu|fr|nl|brussels|wallonie|info|gov|io|app)"
_HOST: Final = rf"(?:[\w-]{{1,63}}\.){{1,8}}{_TLD}(?![\w-])"
_STREET: Final = (
    r"(?:rue|avenue|place|chaussée|boulevard|route|allée|impasse|chemin|square|quai|clos|drève|sentier|grand-place)"
)
_NO_DATE: Final = r"(?<!le )(?<!du )(?<!au )(?<!dès )(?<!di )(?<!dimanche )(?<![0-9])"
""""Une place est libre le 24/11"."""


def _host(host: str, lexicon: Lexicon) -> str:
    """Say a host: "lalouviere.guichet-citoyen.be" as "la louvière point guichet tiret citoyen point bé e"."""
    parts = host.lower().removeprefix("www.").split(".")
    said = [
        lexicon.part(part) or " tiret ".join(lexicon.part(piece) or piece for piece in part.split("-") if piece)
        for part in parts
    ]
    return " point ".join(said)


def internet(text: str, lexicon: Lexicon) -> str:
    """Say web and mail addresses by their parts, never letter by letter."""

    def mail(match: re.Match[str]) -> str:
        signs = {".": " point ", "-": " tiret ", "_": " souligné ", "+": " plusse "}
        name = re.sub(r"[^.+_-]+", lambda piece: lexicon.part(piece[0]) or piece[0], match[1])
        name = re.sub(r"[.+_-]", lambda sign: signs[sign[0]], name)
        return f"{name} arobase {_host(match[2], lexicon)}"

    def web(match: re.Match[str]) -> str:
        path = re.sub(r"[^\w]+", " barre oblique ", (match[2] or "").strip("/"))
        return _host(match[1], lexicon) + (f" barre oblique {path}" if path else "")

    text = re.sub(r"(?<!\w)mailto:", "", text)
    text = re.sub(rf"(?<![\w.+-])([\w.+-]{{1,64}})@({_HOST})", mail, text)
    text = re.sub(rf"(?:https?://|(?<![\w.-]))({_HOST})(/[\w./?=&#-]{{0,200}}\w)?/?", web, text, flags=re.IGNORECASE)
    return re.sub(rf"(?<![\w.])\.({_TLD})(?!\w)", lambda m: f"point {lexicon.part(m[1]) or m[1]}", text)


def streets(text: str) -> str:
    """Say "12/3" and "12 bte 3" of a street as "douze, boîte trois"."""
    text = re.sub(r"(?<=[0-9A-Z]),? ?b(?:oî)?te\.? ?(?=[0-9A-Z])", ", boîte ", text)
    box = rf"(?<!\w)({_STREET} [^0-9,;.!?]{{1,60}},? ?{_NO_DATE}[0-9]{{1,4}}) ?/ ?([0-9]{{1,4}})(?![\w/])"
    return re.sub(box, r"\1, boîte \2", text, flags=re.IGNORECASE)
