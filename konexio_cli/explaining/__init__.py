"""Why a program does not do what its learner wanted: told from its text and from Python's words."""
