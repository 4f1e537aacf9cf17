"""Anonymous daily counts in SQLite."""
