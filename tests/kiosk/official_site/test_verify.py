"""A page that is there, or was recorded, is held against the guidance."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import ContentError
from kiosk.official_site.verify import misfits, record, recorded
from kiosk.official_site.view import State, View
from tests.kiosk.official_site.made import AGREE, BOOK, END, FORM, GUIDANCE, HOME, MAIL, in_state, with_, without


@pytest.mark.parametrize("view", [HOME, FORM, END])
def test_a_page_that_is_as_it_was_fits_also_when_it_was_recorded(tmp_path: Path, view: View) -> None:
    path = tmp_path / "page.json"
    path.write_bytes(record(view))
    assert recorded(path) == replace(view, url=view.url.partition("?")[0])
    assert misfits(GUIDANCE, recorded(path)) == ()


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (
            with_(HOME, replace(BOOK, name="Réserver")),
            "page 'accueil', cue 1: 0 elements fit, not 1; there are: « Réserver »",
        ),
        (without(HOME, BOOK), "page 'accueil', cue 1: 0 elements fit, not 1; there is nothing of that role"),
        (
            replace(HOME, elements=(*HOME.elements, replace(BOOK, node=9))),
            "page 'accueil', cue 1: 2 elements fit, not 1; there are: « Prendre rendez-vous »",
        ),
        (with_(HOME, in_state(BOOK, State.DISABLED)), "page 'accueil', cue 1: 'Prendre rendez-vous' cannot be used"),
        (without(FORM, MAIL), "page 'coordonnees', cue 2: 0 elements fit, not 1; there are: « Nom * »"),
        (without(HOME, HOME.elements[0]), "it is not the page 'accueil': heading does not hold"),
        (replace(HOME, language="nl-BE"), "the page says that it is in 'nl-BE', not 'fr'"),
    ],
)
def test_what_does_not_fit_is_told(view: View, said: str) -> None:
    assert misfits(GUIDANCE, view)[0].what == said


def test_what_is_optional_may_be_missing() -> None:
    assert misfits(GUIDANCE, without(FORM, AGREE)) == ()


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"url": 1}', b"\xff"])
def test_a_file_that_is_no_recording_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.json"
    path.write_bytes(content)
    with pytest.raises(ContentError, match=r"^page\.json:1: is no recorded page .*; record it again$"):
        recorded(path)
    with pytest.raises(ContentError, match=r"^none\.json:1: cannot be read"):
        recorded(tmp_path / "none.json")
