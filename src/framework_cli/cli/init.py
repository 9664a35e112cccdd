"""`framework init`."""

import typer


def init(context: typer.Context) -> None:
    """To come."""
    raise typer.Exit(2)
