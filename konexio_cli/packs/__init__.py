"""Content and notebooks, read from files into values."""
