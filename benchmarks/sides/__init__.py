"""The sides of the comparison: each grades the same submissions in its own way."""
