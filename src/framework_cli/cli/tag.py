"""`framework tag` and `untag`."""

import typer


def tag(context: typer.Context) -> None:
    """To come."""
    raise typer.Exit(2)


def untag(context: typer.Context) -> None:
    """To come."""
    raise typer.Exit(2)
