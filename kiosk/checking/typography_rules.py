"""Signs as they are printed in French. The groups of a telephone number are kept together by the screen."""

import re
from collections.abc import Iterator

from kiosk.checking.rule import ALL, PROSE, Rule, Wrong, pattern
from kiosk.checking.texts import Kind, Text

_NAKED = re.compile("(?:^|[^\u00a0?!])[?!;»]|(?:^|[^\u00a0])(?<!\\d):(?!\\d)|«(?!\u00a0)")
_ADDRESS = re.compile(r"\S+\.\S+")


def _no_break_space(text: Text) -> Iterator[Wrong]:
    if found := _NAKED.search(_ADDRESS.sub("", text.prose)):
        yield Wrong(f"« {found[0]} » in « {text.text} »", "put a no-break space (U+00A0) before ? ! : ; » and after «")


RULES: tuple[Rule, ...] = (
    pattern("apostrophe", r"\w*['‘`´]\w*", "write the apostrophe ’", looks_at=ALL),
    pattern("quotes", '["“”„]', "write « and », each with a no-break space inside", looks_at=ALL),
    Rule("no-break-space", PROSE | {Kind.NAME}, _no_break_space),
    pattern(
        "no-break-hours",
        r"\d h\b(?: ?\d+)?|\d\u00a0h \d+",
        "put no-break spaces (U+00A0) into the hour",
        frozenset({Kind.VALUE}),
    ),
    pattern(
        "spaces", r"\s{2,}|^\s+|\s+$|\w+\s+[,.](?!\d)", "leave one space, and none before a comma or a full stop", ALL
    ),
)
