"""`python -m konexio_cli` is `konexio`."""

from konexio_cli.cli.main import main

main()
