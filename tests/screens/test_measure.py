"""Words are never broken, and what is measured is what is drawn."""

from typing import TYPE_CHECKING

import pytest

from screens.theme import REGULAR, SEMIBOLD, TextStyle

if TYPE_CHECKING:
    from tests.pilot import Pilot

STYLE = TextStyle(REGULAR, 32)


@pytest.mark.usefixtures("pilot")
class TestMeasure:
    def test_lines_break_at_plain_spaces_only(self) -> None:
        from screens.measure import wrapped_lines

        lines = wrapped_lines("Où allez-vous\u00a0? À l’administration communale\u00a0!", STYLE, 10)
        assert lines == ["Où", "allez-vous\u00a0?", "À", "l’administration", "communale\u00a0!"]

    def test_no_line_is_wider_than_its_column(self) -> None:
        from screens.measure import longest_word, width_of, wrapped_lines

        text = "Prenez votre ancienne carte et une photo récente avant de venir au guichet"
        for width in range(int(longest_word(text, STYLE)) + 1, 900, 37):
            lines = wrapped_lines(text, STYLE, width)
            assert " ".join(lines) == text
            assert max(width_of(line, STYLE) for line in lines) <= width

    def test_no_word_is_left_alone_under_a_full_line(self) -> None:
        from screens.measure import width_of, wrapped_lines

        width = width_of("Demander à une", STYLE) + 1
        assert wrapped_lines("Demander à une personne", STYLE, width) == ["Demander", "à une personne"]

    def test_a_short_word_stays_above_where_the_next_line_has_no_room(self) -> None:
        from screens.measure import width_of, wrapped_lines

        width = width_of("une administration", STYLE) + 1
        assert wrapped_lines("Demander à une administration", STYLE, width) == ["Demander à", "une administration"]

    def test_lines_are_made_even_without_one_more(self) -> None:
        from screens.measure import height_of_lines, longest_word, wrapped_height, wrapped_lines

        text = "Prenez votre ancienne carte et une photo récente avant de venir"
        for width in range(int(longest_word(text, STYLE)) + 1, 900, 37):
            lines = wrapped_lines(text, STYLE, width)
            assert height_of_lines(len(lines), STYLE) == wrapped_height(text, STYLE, width)

    def test_a_line_end_begins_a_new_line(self) -> None:
        from screens.measure import wrapped_lines

        assert wrapped_lines("un\ndeux trois", STYLE, 500) == ["un", "deux trois"]

    def test_a_box_narrower_than_the_longest_word_does_not_fit(self) -> None:
        from screens.measure import fits, longest_word

        word = longest_word("un rendez-vous", STYLE)
        assert fits("un rendez-vous", STYLE, word + 1, 1000)
        assert not fits("un rendez-vous", STYLE, word - 1, 1000)

    def test_sentences_are_shared_out_in_order_and_never_cut(self) -> None:
        from screens.measure import pages_of, wrapped_height

        sentences = [f"Phrase numéro {number}, ni longue ni courte." for number in range(7)]
        pages = pages_of(sentences, STYLE, 300, 250, gap=10)
        assert [sentence for page in pages for sentence in page] == sentences
        assert len(pages) > 1
        for page in pages:
            assert sum(wrapped_height(s, STYLE, 300) for s in page) + 10 * (len(page) - 1) <= 250

    def test_nothing_takes_no_room(self) -> None:
        from screens.measure import wrapped_height

        assert wrapped_height("", STYLE, 100) == 0

    def test_the_capital_h_drawn_is_as_tall_as_the_theme_says(self) -> None:
        from screens.measure import core_label
        from screens.panel import panel_for
        from screens.theme import Theme

        theme = Theme(panel_for(1280, 800))
        label = core_label(TextStyle(SEMIBOLD, theme.title.size), "H")
        label.refresh()
        width, height = label.texture.size
        pixels = label.texture.pixels
        rows = [row for row in range(height) if any(pixels[4 * (row * width + x) + 3] > 127 for x in range(width))]
        assert len(rows) >= theme.px(4.9) - 1


def test_a_lit_sentence_is_marked_on_all_its_lines_and_on_no_other(pilot: "Pilot") -> None:
    from screens.panel import panel_for
    from screens.theme import Theme
    from screens.widgets.marked import light
    from screens.widgets.text import MarkedText

    first, second = "Préparez ces documents.", "Touchez ceux que vous avez."
    theme = Theme(panel_for(1280, 800))
    text = MarkedText(theme, (("line:0", first), ("line:1", second)), theme.title)
    text.size_hint = (None, None)
    text.size = (500, 300)
    pilot.show(text)
    light(text, "line:1")
    assert pilot.lit() == ["line:1"]
    place = next(child for child in text.children if getattr(child, "lit", False))
    assert len(place.boxes) == 2
    assert place.boxes[0].x > text.x
    assert place.boxes[1].x == text.x
    light(text, "")
    assert pilot.lit() == []
