"""Many gradings: a pack that proves itself."""
