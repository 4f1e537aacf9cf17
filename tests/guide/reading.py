"""Reads the facilitator's guide: its sentences, the words it quotes from the screen, its pictures, its folders."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.guide.pages import GUIDE, SHEET

_STANDS_FOR: Final = {"strong": "bouton", "code": "fichier"}
"""What the writing rules see in place of words that are not the guide's own."""


@dataclass
class Passage:
    """A heading, a paragraph, an item or a cell. `text` is what the guide itself says, signs of Markdown left out."""

    line: int
    heading: bool
    text: str = ""
    quoted: list[str] = field(default_factory=list)
    """Words of the screen."""
    files: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    """Each address with what is said of it."""


def parser() -> MarkdownIt:
    """Markdown as far as the guide uses it."""
    return MarkdownIt("commonmark").enable("table")


def passages(markdown: str | None = None) -> tuple[Passage, ...]:
    """All of the guide, or of another text, in its order."""
    tokens = parser().parse(GUIDE.read_text(encoding="utf-8") if markdown is None else markdown)
    return tuple(_passages(tokens))


def _passages(tokens: list[Token]) -> Iterator[Passage]:
    line = 0
    for before, token in zip([tokens[0], *tokens], tokens, strict=False):
        line = token.map[0] + 1 if token.map else line
        if token.type == "inline":
            passage = Passage(line, before.type == "heading_open")
            _read(token.children or [], passage)
            yield passage


def _read(children: list[Token], passage: Passage) -> None:
    """Strong words are the screen's, code is a file's name."""
    strong: list[str] | None = None
    for child in children:
        match child.type:
            case "strong_open":
                strong = []
            case "strong_close":
                passage.quoted.append("".join(strong or ()))
                passage.text += _STANDS_FOR["strong"]
                strong = None
            case "text" if strong is not None:
                strong.append(child.content)
            case "text":
                passage.text += child.content
            case "softbreak":
                passage.text += " "
            case "code_inline":
                passage.files.append(child.content)
                passage.text += _STANDS_FOR["code"]
            case "image":
                passage.pictures.append((str(child.attrs["src"]), child.content))
            case other:
                message = f"the guide has {other!r}, which nobody looks at"
                raise ValueError(message)


def as_html() -> str:
    """The guide as a page to print; addresses are relative to its folder."""
    markdown = parser()
    markdown.add_render_rule("image", lambda _, tokens, at, *__: _figure(tokens[at]))
    body = markdown.render(GUIDE.read_text(encoding="utf-8")).replace("<p><figure>", "<figure>")
    body = body.replace("</figure></p>", "</figure>")
    head = f'<meta charset="utf-8"><title>{escape(_title())}</title><link rel="stylesheet" href="{SHEET.name}">'
    return f'<!doctype html>\n<html lang="fr-BE"><head>{head}</head>\n<body>{body}</body></html>\n'


def _title() -> str:
    return next(one.text for one in passages() if one.heading)


def _figure(token: Token) -> str:
    source, said = escape(str(token.attrs["src"])), escape(token.content)
    return f'<figure><img src="{source}" alt="{said}"><figcaption>{said}</figcaption></figure>'
