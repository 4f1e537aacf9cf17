"""The real browser: Chromium without a window, told by the DevTools protocol what to show. Nothing here knows Kivy."""
