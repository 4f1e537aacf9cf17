"""Public holidays of Belgium, the same ten legal days in Wallonia as elsewhere.

The library also names Easter Sunday and Whit Sunday, which close nothing more than a Sunday does. Holidays of
a Community (27 September) are not legal holidays for all: a site that closes then lists the day in `closed`.
"""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=8)
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    # Imported here: it costs a Pi a good part of a second, and only a background thread needs it.
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("BE", years=year))
