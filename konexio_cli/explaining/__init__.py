"""What Python says of a mistake, in the words of a beginner."""
