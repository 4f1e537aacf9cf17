"""What was written by hand of the pages is also what another program makes of them."""

import json
import os
import pwd
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from kiosk.official_site.browser.program import found
from tests.official_pages import expected, served

CHILD = Path(__file__).parents[3] / "aria_child.py"
LINE = re.compile(r'- (?P<role>[a-z]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<states>(?: \[[^]]+\])*)(?::.*)?')
STATES = {
    "checked": "checked",
    "checked=mixed": "mixed",
    "disabled": "disabled",
    "expanded": "expanded",
    "pressed": "pressed",
    "selected": "selected",
    "invalid": "invalid",
}
ROLES = {"image": "img"}
OTHERWISE = {
    "#last-label": "a finger on a label means its field",
    "#yes-label": "the same",
    "#agree-label": "the same",
    "#drawn": "the same",
    "#wrapped": "a finger in the middle of that paragraph is on its link",
    "#h2 em": "a finger on a part of something means the whole",
    "#icon svg": "the same",
    "#picture-link img": "the same",
    "#summary": "Playwright has no role for what opens a piece of text; people see a button",
    "#closed": "Playwright cannot look into a closed shadow",
    "#other": "Playwright says what stands in a field within a label; we never do",
    "#bare": "Playwright sees no field in a text that may be changed, unless it has a role",
}


def comparable() -> dict[str, list[dict[str, Any]]]:
    return {
        name: [one for one in those if one.get("role", "text") != "text" and one["find"] not in OTHERWISE]
        for name, those in expected().items()
    }


def told(user: str, port: int, wanted: dict[str, list[str]]) -> dict[str, list[str]]:
    them = pwd.getpwnam(user) if user else None
    answer = subprocess.run(
        [sys.executable, str(CHILD), found(), f"http://127.0.0.1:{port}", json.dumps(wanted)],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=os.sep,
        env={"PATH": os.defpath, "HOME": os.sep, "PYTHONDONTWRITEBYTECODE": "1"},
        user=them.pw_uid if them else None,
        group=them.pw_gid if them else None,
        extra_groups=[] if them else None,
    )
    lines: dict[str, list[str]] = json.loads(answer.stdout)
    return lines


def differences(expectation: dict[str, Any], line: str) -> list[str]:
    match = LINE.fullmatch(line)
    assert match, line
    name = json.loads(f'"{match["name"] or ""}"')
    states = sorted(STATES[one] for one in re.findall(r"\[([^]]+)\]", match["states"]) if one in STATES)
    ours = sorted(one for one in expectation.get("states", []) if one in STATES.values())
    role = ROLES.get(expectation["role"], expectation["role"])
    pairs: list[tuple[object, object]] = [(role, match["role"])]
    if role not in {"alert", "status"}:  # a message has no name of its own there: its words stand below it
        pairs += [(expectation["name"], name), (ours, states)]
    return [f"{expectation['find']}: {mine!r}, Playwright: {other!r}" for mine, other in pairs if mine != other]


@pytest.mark.skipif(find_spec("playwright") is None, reason="Playwright is not installed")
def test_playwright_says_the_same(user: str) -> None:
    pages = comparable()
    assert sum(map(len, pages.values())) >= 60
    with served() as port:
        lines = told(user, port, {name: [one["find"] for one in those] for name, those in pages.items()})
    wrong = [
        f"{name} {one}"
        for name, those in pages.items()
        for expectation, line in zip(those, lines[name], strict=True)
        for one in differences(expectation, line)
    ]
    assert wrong == []
