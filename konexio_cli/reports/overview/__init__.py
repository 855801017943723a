"""What a whole gradebook tells: who needs help, what holds them back, when they work."""
