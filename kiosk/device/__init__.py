"""The device itself: its light, its power, its reset button, and what staff have chosen for it. No kivy."""
