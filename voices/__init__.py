"""What the visitor hears."""
