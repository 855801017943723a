"""What `konexio doctor` tries, one part of a machine in each file."""
