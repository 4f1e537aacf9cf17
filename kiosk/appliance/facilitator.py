"""The table `[facilitator]` of a site's settings: whom to call when the kiosk stands still."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

_LONGEST: Final = 40
"""Signs that the smallest screen shows on two lines."""
_PHONE: Final = re.compile(r"\+?\d[\d ./]{2,23}")


class FacilitatorTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Either may be empty; both stand on the picture of a kiosk that cannot start, for everybody to see."""

    name: str = ""
    """Whom to call, as people know them: "Anne Dupont", or "Le service informatique"."""
    phone: str = ""
    """As it is read aloud: "064 12 34 56"."""


def faults(table: FacilitatorTable) -> Iterator[str]:
    """What is wrong, as "key: what is expected"."""
    if not table.name.isprintable() or len(table.name) > _LONGEST:
        yield f"facilitator.name: expected one line of {_LONGEST} signs at most"
    if table.phone and not _PHONE.fullmatch(table.phone):
        yield f"facilitator.phone: {table.phone!r}; expected digits, spaces, / and a + in front, such as 064 12 34 56"
