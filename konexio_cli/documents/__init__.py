"""Structured answers: the learner's small files (quote, invoice, …) read into plain values."""
