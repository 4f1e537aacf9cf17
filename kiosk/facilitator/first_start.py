"""The first minutes of a kiosk's life, in which its PIN may be chosen on the screen. Pure."""

import json
from typing import Final

from kiosk.facilitator.lockout import Instant

OPEN_SECONDS: Final = 600.0


def noted(now: Instant) -> str:
    """The very first start, as it is kept."""
    return json.dumps({"boot": now.boot, "uptime": now.uptime})


def still_open(kept: str, now: Instant) -> bool:
    """Whether a PIN may be chosen on the screen now. Another start of the machine is not the first any more."""
    try:
        found = json.loads(kept)
        return bool(found["boot"] == now.boot and 0 <= now.uptime - float(found["uptime"]) < OPEN_SECONDS)
    except (ValueError, TypeError, KeyError):
        return False
