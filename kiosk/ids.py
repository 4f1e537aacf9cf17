"""Names for every id, so that one kind of id is never taken for another."""

from typing import NewType

JourneyId = NewType("JourneyId", str)
StepId = NewType("StepId", str)
ChoiceId = NewType("ChoiceId", str)
"""A button of a page. Journey buttons carry their YAML id; the house's own begin with "@" or "prefix:"."""
FactId = NewType("FactId", str)
PlaceId = NewType("PlaceId", str)
NeedId = NewType("NeedId", str)
"""What somebody comes for ("motif"): a journey asks for a need, the site names the service that serves it."""
ServiceId = NewType("ServiceId", str)
SlotId = NewType("SlotId", str)
GuidanceId = NewType("GuidanceId", str)
"""An official site for which there is guidance."""
GuidedPageId = NewType("GuidedPageId", str)
"""A page of such a site that the guidance knows."""
DeskId = NewType("DeskId", str)
BookingKey = NewType("BookingKey", str)
"""128 random bits in hexadecimal, made when the visitor touches a slot; the same on every retry."""

PRACTICE = NeedId("exercice")
"""The need of the exercise, and of nothing else: every site has it, no settings file may name it."""
PRACTICE_SERVICE = ServiceId("exercice")
"""The service of every invented hour, likewise."""
