"""`framework find`."""

import typer


def find(context: typer.Context) -> None:
    """To come."""
    raise typer.Exit(2)
