"""The only place that prints, exits, reads the environment or catches everything."""
