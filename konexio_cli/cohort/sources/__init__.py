"""What trainers really have: a reader for each kind of source, all of them giving arrivals."""
