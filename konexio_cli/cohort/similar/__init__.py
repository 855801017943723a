"""Likeness between the answers of a cohort: shown to a trainer, never a verdict."""
