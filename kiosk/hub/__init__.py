"""The hub on one machine: what comes in, from whom, and what of it is published.

Runs in an environment of its own, beside Datasette: the standard library, sqlite-utils and msgspec, nothing else.
"""
