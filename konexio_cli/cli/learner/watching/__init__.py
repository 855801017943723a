"""What `konexio watch` is made of: saves, keys, a screen, and the vigil that joins them."""
