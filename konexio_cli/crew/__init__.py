"""A crew of plain processes that share the work of a long list, whatever the work is."""
