"""A gradebook as other programs read it: one form a file, no text that one of them would run."""
