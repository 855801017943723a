"""Rooms: the confined processes in which submissions run."""
