"""`python -m services.cli` is `tocsin`."""

from services.cli import run

run()
