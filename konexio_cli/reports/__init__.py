"""Values in, text out: sentences, terminal views, CSV, JSON, JUnit."""
