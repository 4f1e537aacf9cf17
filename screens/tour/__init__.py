"""The tour: the real application driven offscreen by real touches, as pictures, text and sound."""
