"""`framework status`."""

import typer


def status(context: typer.Context) -> None:
    """To come."""
    raise typer.Exit(2)
