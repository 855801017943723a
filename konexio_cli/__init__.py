"""Konexio: coding exercises pulled, judged and kept, for future freelancers."""
