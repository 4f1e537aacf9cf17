"""One health check a file, found by its name: `TITLE`, `ICON` and `look`, as `kiosk.health.running` reads them."""
