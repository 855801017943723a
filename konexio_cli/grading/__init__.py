"""One judge: a submission, its exercise and a grader become a grade."""
