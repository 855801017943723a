"""Mutants: a program with one small mistake in it, as a beginner would make it."""
