"""Text that never breaks a word, and text whose sentences light up one by one."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.uix.widget import Widget

from screens.measure import LINE_HEIGHT, LINE_STEP, core_label, height_of_lines, longest_word, width_of, wrapped_lines
from screens.palette import Rgba
from screens.theme import TextStyle, Theme
from screens.widgets.marked import NOT_YET, Marked
from screens.widgets.shapes import Box

Align: TypeAlias = Literal["left", "center", "right"]


class Text(Widget):
    """A few lines in one style, from the top of the box or in the middle of its height."""

    def __init__(
        self, text: str, style: TextStyle, colour: Rgba, halign: Align = "left", *, middle: bool = True
    ) -> None:
        """`middle`: centred in the height of the box; otherwise from its top."""
        super().__init__(size=NOT_YET)
        self.text = text
        self.style = style
        self.colour = colour
        self._halign = halign
        self._middle = middle
        self.lines: list[str] = []
        self.line_boxes: list[Box] = []
        self._ink = Color(*colour)
        self._textures: dict[str, Texture] = {}
        self.bind(pos=self._set, size=self._set)

    def needed_height(self, width: float) -> float:
        """Pixels the text takes in a column of this width."""
        return height_of_lines(len(wrapped_lines(self.text, self.style, width)), self.style) if self.text else 0.0

    @property
    def needed_width(self) -> float:
        """Pixels of the longest line when nothing is wrapped."""
        return max(width_of(line, self.style) for line in self.text.split("\n"))

    def written_width(self, width: float) -> float:
        """Pixels of the longest line in a column of this width."""
        return max(width_of(line, self.style) for line in wrapped_lines(self.text, self.style, width))

    @property
    def fits(self) -> bool:
        """False when a word or a line stands out of the box."""
        wide = longest_word(self.text, self.style) > self.width + 1
        return not wide and self.needed_height(self.width) <= self.height + 1

    def rewrite(self, text: str, colour: Rgba | None = None) -> None:
        """Show another text, or the same in another colour, in the same box."""
        self.colour = colour or self.colour
        self._ink.rgba = self.colour
        if text != self.text:
            self.text = text
            self._textures.clear()
            self._set()

    def align(self, halign: Align) -> None:
        """Begin or end lines elsewhere; before it is drawn."""
        self._halign = halign

    def restyle(self, style: TextStyle) -> None:
        """Write in another style, in the same box."""
        if style != self.style:
            self.style = style
            self._textures.clear()
            if self.lines:
                self._set()

    def _set(self, *_: object) -> None:
        if not self.width:
            return
        self.lines = wrapped_lines(self.text, self.style, self.width) if self.text else []
        tall = height_of_lines(len(self.lines), self.style)
        top = self.y + (self.height + tall) / 2 if self._middle else self.y + self.height
        self.canvas.clear()
        self.line_boxes = []
        self.canvas.add(self._ink)
        with self.canvas:
            for number, line in enumerate(self.lines):
                foot = top - self.style.size * (LINE_HEIGHT + number * LINE_STEP)
                self.line_boxes.append(self._draw_line(line, foot))

    def _draw_line(self, line: str, foot: float) -> Box:
        texture = self._texture_of(line)
        width, height = texture.size if texture else (0, 0)
        spare = {"left": 0.0, "center": (self.width - width) / 2, "right": self.width - width}[self._halign]
        box = Box(round(self.x + spare), round(foot), width, height)
        if texture:
            Rectangle(texture=texture, pos=(box.x, box.y), size=(width, height))
        return box

    def _texture_of(self, line: str) -> Texture | None:
        """The line in white, drawn once; it goes with the widget, as nothing of a visitor may stay."""
        if line and line not in self._textures:
            label = core_label(self.style, line)
            label.refresh()
            self._textures[line] = label.texture
        return self._textures.get(line)


class Sentence(Marked):
    """The place of one sentence inside a `MarkedText`: a band of yellow behind it while it is spoken."""

    def __init__(self, theme: Theme, mark: str) -> None:
        """Nothing to see until `place` and `lit`."""
        super().__init__(mark)
        self._theme = theme
        self.boxes: list[Box] = []
        """Where it stands, one box a line."""
        self.bind(lit=self._paint)

    def place(self, boxes: list[Box]) -> None:
        """Stand behind these boxes, one a line."""
        self.boxes = boxes
        self._paint()

    def collide_point(self, x: float, y: float) -> bool:
        """True on any of its lines."""
        return any(left <= x <= left + wide and foot <= y <= foot + tall for left, foot, wide, tall in self.boxes)

    def _paint(self, *_: object) -> None:
        self.canvas.clear()
        if not self.lit:
            return
        thin = self._theme.black_and_white
        with self.canvas:
            Color(*(self._theme.palette.ink if thin else self._theme.palette.underlay))
            for left, foot, wide, tall in self.boxes:
                height = self._theme.line * 1.5 if thin else tall * 0.46
                Rectangle(pos=(left - 2, foot + tall * 0.04), size=(wide + 4, height))


class MarkedText(Widget):
    """Sentences set as one paragraph; each carries its mark and can be lit."""

    def __init__(
        self,
        theme: Theme,
        sentences: Sequence[tuple[str, str]],
        style: TextStyle,
        colour: Rgba | None = None,
        halign: Align = "left",
        *,
        middle: bool = True,
    ) -> None:
        """`sentences` are (mark, text); a sentence ends its line only with a line end of its own."""
        super().__init__(size=NOT_YET)
        self._texts = [text for _, text in sentences]
        self._places = [Sentence(theme, mark) for mark, _ in sentences]
        whole = " ".join(self._texts).replace("\n ", "\n")
        self.paragraph = Text(whole, style, colour or theme.palette.ink, halign, middle=middle)
        for widget in (*self._places, self.paragraph):
            self.add_widget(widget)
        self.bind(pos=self._arrange, size=self._arrange)

    def needed_height(self, width: float) -> float:
        """Pixels the paragraph takes in a column of this width."""
        return self.paragraph.needed_height(width)

    def _arrange(self, *_: object) -> None:
        if not self.width:
            return
        self.paragraph.pos, self.paragraph.size = self.pos, self.size
        spans = _spans(self._texts, self.paragraph.lines)
        for place, pieces in zip(self._places, spans, strict=True):
            place.place([self._box(*piece) for piece in pieces])

    def _box(self, line: int, before: str, piece: str) -> Box:
        left, foot, _, tall = self.paragraph.line_boxes[line]
        style = self.paragraph.style
        return Box(left + width_of(before, style), foot, width_of(piece, style), tall)


def _spans(texts: Sequence[str], lines: Sequence[str]) -> list[list[tuple[int, str, str]]]:
    """For each text, its pieces as (line number, what stands before on that line, the piece)."""
    owners = [number for number, text in enumerate(texts) for _ in text.replace("\n", " ").split(" ")]
    found: list[list[tuple[int, str, str]]] = [[] for _ in texts]
    word_number = 0
    for line_number, line in enumerate(lines):
        before = ""
        pieces: dict[int, str] = {}
        starts: dict[int, str] = {}
        for word in line.split(" "):
            owner = owners[min(word_number, len(owners) - 1)]
            starts.setdefault(owner, before)
            pieces[owner] = f"{pieces[owner]} {word}" if owner in pieces else word
            before += f"{word} "
            word_number += 1
        for owner, piece in pieces.items():
            found[owner].append((line_number, starts[owner], piece))
    return found
