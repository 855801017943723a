"""What looks like a mistake in a program that Python can read; one file for each kind of code."""
