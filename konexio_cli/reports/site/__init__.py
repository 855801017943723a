"""A portfolio as a site: pages that a client opens, in one folder, without a server."""
