"""How far a ticket is on its way to paper, before there is an end."""

from enum import Enum
from typing import Final

MOST_COPIES: Final = 3
"""Of one visit: another where one was torn, or came from an official site; a roll is not for playing."""


class Printing(Enum):
    """It has not ended."""

    BEGUN = "begun"
    LONG = "long"
    """It has taken long enough to say so."""
