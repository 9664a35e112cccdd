"""`framework show`."""

import typer


def show(context: typer.Context) -> None:
    """To come."""
    raise typer.Exit(2)
