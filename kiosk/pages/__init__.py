"""From where the visitor stands to what is shown and said: pure, one file a family of pages."""
