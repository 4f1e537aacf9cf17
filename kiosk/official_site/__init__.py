"""The official page of a public service, shown and guided inside the kiosk. Pure: the browser lives in `browser/`."""
