"""Signed statements about completed work: Open Badges 3.0, made and verified."""
