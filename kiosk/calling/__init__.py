"""*Une personne*: the facilitator is called, by a chime, a screen to be read from afar and, where wanted, a message."""
