"""The speech engines: one file each."""
