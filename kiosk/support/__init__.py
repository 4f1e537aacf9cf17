"""The support bundle: what helps to mend a kiosk from afar, and nothing that names anybody, anything or any place.

Nothing is blacked out: each value is taken because it is on a list of what may be known, and all else stays behind.
"""
