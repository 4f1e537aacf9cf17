"""Printed bytes, read by another reader than what wrote them."""

import pytest

from kiosk.printing.compose import Paper, compose
from kiosk.printing.letters import lines
from kiosk.printing.setup import NetworkTable
from kiosk.printing.slip import Block, Slip
from kiosk.printing.tickets import TRIAL_CODE, TRIAL_LETTERS, trial_page
from tests.receipt import read

SMALL, LARGE = Paper(32, 384), Paper(42, 512)
FRENCH = "Œuvre, cœur : ça coûte 5 € à l’été, dès le 1er août. Où ? Là-bas, naïve Noël."


@pytest.mark.parametrize("paper", [SMALL, LARGE], ids=["58 mm", "80 mm"])
def test_french_reads_as_it_was_written(paper: Paper) -> None:
    receipt = read(compose(Slip((Block(FRENCH),)), paper))
    assert " ".join(receipt.lines[:-1] if receipt.lines[-1] == "" else receipt.lines) == FRENCH
    assert all(len(line) <= paper.columns for line in receipt.lines)
    assert receipt.cuts == 1


@pytest.mark.parametrize(
    ("codepage", "printed"),
    [
        ("cp1252", "cœur é è ê à ç 5 € l’été « Œ »"),
        ("cp858", "coeur é è ê à ç 5 € l'été « Oe »"),
        ("cp850", "coeur é è ê à ç 5 EUR l'été « Oe »"),
        ("cp437", "coeur é è ê à ç 5 EUR l'été « Oe »"),
    ],
)
def test_a_letter_that_a_codepage_has_not_is_written_with_others(codepage: str, printed: str) -> None:
    slip = Slip((Block("cœur é è ê à ç 5\u00a0€ l’été «\u00a0Œ\u00a0»"),))
    assert read(compose(slip, Paper(codepage=codepage))).lines == [printed]


def test_no_text_can_be_a_command() -> None:
    receipt = read(compose(Slip((Block("a\x1b@\x10\x14\x01b\u200b漢"),)), SMALL))
    assert receipt.asked == []
    assert receipt.lines == ["a @   b ?"]


def test_what_belongs_together_stays_on_one_line() -> None:
    assert lines("mardi 24\u00a0novembre", 12, "cp1252") == ["mardi", "24 novembre"]


@pytest.mark.parametrize("paper", [SMALL, LARGE], ids=["58 mm", "80 mm"])
@pytest.mark.parametrize("length", [10, 200, 450])
def test_a_drawn_code_is_read_by_other_eyes(paper: Paper, length: int) -> None:
    text = ("Pièce d’identité à La Louvière, 10 h 40. " * 20)[:length]
    receipt = read(compose(Slip((), text, "Visez"), paper))
    assert receipt.codes == [text]
    assert receipt.pictures[0].width == paper.dots


def test_a_code_by_the_printers_own_command_is_far_shorter() -> None:
    slip = Slip((Block("Bonjour"),), "x" * 300)
    own, drawn = (compose(slip, Paper(native_qr=native)) for native in (True, False))
    assert read(own).codes == read(drawn).codes == ["x" * 300]
    assert len(own) * 20 < len(drawn)


def test_the_trial_page_has_every_letter_that_goes_wrong() -> None:
    receipt = read(compose(trial_page(None), LARGE))
    assert TRIAL_LETTERS in receipt.text
    assert receipt.large == ["L’imprimante marche."]
    assert receipt.codes == [TRIAL_CODE]
    assert "Imprimé le" not in receipt.text


def test_the_settings_say_what_the_paper_is() -> None:
    table = NetworkTable(address="printer.local", width=58, codepage="cp858", qr="native", cut=False)
    assert Paper.of(table) == Paper(32, 384, "cp858", native_qr=True, cut=False)
    assert read(compose(Slip((Block("x"),)), Paper.of(table))).cuts == 0
