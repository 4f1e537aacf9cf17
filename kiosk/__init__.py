"""What the kiosk knows and decides. Never kivy, never a screen, never a voice."""
