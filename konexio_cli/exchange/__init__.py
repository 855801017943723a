"""Work that travels without a network: one signed `.konexio` file."""
