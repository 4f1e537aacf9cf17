"""What the visitor sees and touches."""
