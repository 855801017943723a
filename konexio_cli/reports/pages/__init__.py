"""Pages for a browser: one file each, no script, nothing from outside, everything escaped."""
