"""A USB stick: what a facilitator brings on it, and what is written on it."""
