"""Commands of trainers: cohorts."""
