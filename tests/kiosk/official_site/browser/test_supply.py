"""A kiosk that runs has browsers from the first visitor who needs one until it ends, and not before or after."""

from kiosk.official_site.browser import group
from kiosk.official_site.browser.process import Process
from kiosk.official_site.browser.supply import Supply


def waiting(supply: Supply) -> Process | None:
    """The browser that waits for its visitor."""
    return supply._made._process if supply._made else None


def test_nothing_is_asked_or_started_before_one_is_wanted(user: str) -> None:
    asked = []

    def reach() -> tuple[str, ...]:
        asked.append("reach")
        return ()

    supply = Supply(reach, user)
    assert (asked, waiting(supply)) == ([], None)
    supply.prepare()
    supply.prepare()
    assert asked == ["reach"]
    process = waiting(supply)
    assert process is not None
    assert group.members(process.group)
    supply.close()
    assert not group.members(process.group)


def test_after_the_end_none_is_started(user: str) -> None:
    supply = Supply(tuple, user)
    supply.close()
    supply.prepare()
    assert waiting(supply) is None
