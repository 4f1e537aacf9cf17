"""How `kiosk health` tells what was found: a table for people, JSON for tools."""

import json
from collections.abc import Sequence
from typing import Any, Final

from kiosk.health.result import Result, State, verdict, worst_first

_WORDS: Final = {
    State.READY: "prêt",
    State.ATTENTION: "à faire",
    State.BROKEN: "en panne",
    State.ABSENT: "pas ici",
}
_VERDICTS: Final = {
    State.READY: "La borne est prête.",
    State.ATTENTION: "La borne peut ouvrir. Il reste des choses à faire.",
    State.BROKEN: "La borne n’est pas prête.",
}


def as_text(results: Sequence[Result]) -> str:
    """A line a check, what is to be done under it; the verdict last."""
    width = max((len(one.title) for one in results), default=0)
    lines = []
    for one in worst_first(results):
        lines.append(f"{_WORDS[one.state]:8}  {one.title:{width}}  {one.found.says}")
        if one.found.do:
            lines.append(f"{'':8}  {'':{width}}  → {one.found.do}")
    return "\n".join([*lines, "", _VERDICTS[verdict(results)]])


def as_json(results: Sequence[Result]) -> str:
    """`state` of all, and of each check its id, title, state, sentence and what to do."""
    return json.dumps({"state": verdict(results).value, "checks": plain(results)}, ensure_ascii=False, indent=1)


def plain(results: Sequence[Result]) -> list[dict[str, Any]]:
    """The checks as plain data, in their own order."""
    return [
        {
            "id": one.check,
            "title": one.title,
            "state": one.state.value,
            "says": one.found.says,
            "do": one.found.do,
        }
        for one in results
    ]
