"""What goes on paper, before any printer is known. Its repr tells nothing: a visitor's appointment may stand on it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, wrapped by the printer to its own width."""

    text: str = field(repr=False)
    strong: bool = False
    """True: twice as high."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece of paper."""

    blocks: tuple[Block, ...] = field(repr=False)
    qr: str = field(default="", repr=False)
    """What the code under the text holds; empty: none."""
    caption: str = field(default="", repr=False)
    """Above the code."""
    foot: str = field(default="", repr=False)
    """Under everything, such as the day; empty: none."""
