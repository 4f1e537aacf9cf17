"""Where every statement that visitors see was read: `kiosk sources`."""
