"""Whether this kiosk is ready to open: what a check is, what it needs, how all are run and told."""
