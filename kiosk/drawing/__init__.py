"""A journey as a picture for people who do not program: `kiosk graph`."""
