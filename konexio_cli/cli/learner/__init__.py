"""Commands of learners: nothing here can reach a hidden check."""
