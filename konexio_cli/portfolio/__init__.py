"""What a learner keeps: the journal of attempts and the history of passed work."""
