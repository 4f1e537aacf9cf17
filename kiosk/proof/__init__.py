"""What the proof-reading sheet says, without its form: steps, sources, ways on, invented visitors, findings."""
