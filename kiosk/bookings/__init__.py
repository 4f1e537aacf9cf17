"""Bookings: one protocol, several providers, and a last one that always works (the handoff)."""
