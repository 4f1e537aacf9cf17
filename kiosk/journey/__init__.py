"""Journeys as data: steps, loader, checks."""
