"""Nothing of the machine is in what leaves it; nothing else is lost."""

from pathlib import Path

import pytest

from kiosk.checking.finding import Finding
from kiosk.proof.travelling import travelling


def test_a_message_loses_the_folders_of_a_path(tmp_path: Path) -> None:
    said = travelling(Finding("clip a1b2", 0, "clip", f"damaged: {tmp_path / 'a1b2.wav'}", "run `kiosk voices build`"))
    assert said == Finding("clip a1b2", 0, "clip", "damaged: a1b2.wav", "run `kiosk voices build`")


@pytest.mark.parametrize(
    "words",
    ["« et/ou » in « Prenez la carte et/ou la photo. »", "https://www.onem.be/citoyens/chomage answers 404", "9 / 10"],
)
def test_what_is_no_path_stays(words: str) -> None:
    assert travelling(Finding("a.yaml", 0, "slash", words, words)) == Finding("a.yaml", 0, "slash", words, words)


def test_a_commune_s_own_file_keeps_its_last_folder(tmp_path: Path) -> None:
    own = str(tmp_path / "places" / "seneffe.yaml")
    assert travelling(Finding(own, 3, "role", "a", "b")).file == "places/seneffe.yaml"
    assert travelling(Finding("places/seneffe.yaml", 3, "role", "a", "b")).file == "places/seneffe.yaml"
