"""`framework code`: code and chart in the browser."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import AsOption

if TYPE_CHECKING:
    from framework_cli.cli.opening import Opened
    from framework_cli.model.study import Study


def code(
    context: typer.Context,
    source: Annotated[
        str | None, typer.Argument(metavar="[SOURCE]", help="Open at this transcript; else where you were.")
    ] = None,
    pile: Annotated[
        str | None, typer.Option("--code", metavar="ID", help="Open all passages of a code as a pile.")
    ] = None,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port to serve at (0: any).")
    ] = 0,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Print the address, and open no browser.")
    ] = False,
    coder: AsOption = None,
) -> None:
    """Open the coding page in the browser: read, select, code and chart.

    The page is served on this machine only, until you press Ctrl+C here. What you code lands in the
    study's files at once; nothing is committed unless you ask for it. The address is printed alone on
    standard output and works once.
    """
    from time import time_ns

    from framework_cli.cli.coder import who
    from framework_cli.cli.opening import open_study

    _needs_the_extra()
    began = time_ns()
    opened = open_study(context)
    start = _start(opened.study, source, pile)
    _serve(opened, who(opened.study, coder), began, start, port, browse=not no_open)


def _serve(opened: "Opened", coder: str, began: int, start: str, port: int, *, browse: bool) -> None:
    """Serve the page until interrupted; `began` is when reading the study began (in nanoseconds)."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.serve.desk import Desk
    from framework_cli.serve.run import bound, serve

    try:
        listening = bound(port)
    except OSError as refused:
        usage_error(f"cannot serve at port {port}: {refused.strerror}; name another one with --port, or none")

    def ready(address: str) -> None:
        typer.echo(address)
        sys.stdout.flush()
        name = opened.study.root.name
        typer.echo(f"The coding page of {name} is open for {coder}. Ctrl+C ends it.", err=True)
        if browse:
            _browse(address)

    desk = Desk(opened.study, opened.index, opened.found, coder)
    desk.watch.doubt(began)  # what changed since may have been read as it was before
    try:
        serve(desk, listening, start, ready)
    except KeyboardInterrupt:
        typer.echo("The coding page is closed; all that it said was saved is in the files.", err=True)
        raise typer.Exit(130) from None


def _needs_the_extra() -> None:
    """End with 2 where the web server is not installed, and say how to get it."""
    from importlib.util import find_spec

    from framework_cli.cli.opening import usage_error

    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        usage_error(
            "the coding page needs a web server that is not installed: pip install 'framework-cli[code]'. "
            "`framework tag` codes without it."
        )


def _start(study: "Study", source: str | None, code: str | None) -> str:
    """Where the page opens. Ends with 2 for a transcript or code that the study has not."""
    from urllib.parse import quote

    from framework_cli.cli.opening import usage_error
    from framework_cli.read import composed, suggest

    if source is not None and code is not None:
        usage_error("name a transcript or --code, not both")
    if source is not None:
        id = composed(source)
        if id not in study.sources:
            near = suggest(id, study.sources)
            usage_error(f"there is no transcript {source}" + (f"; did you mean {near}?" if near else ""))
        return f"/#/source/{quote(id, safe='')}"
    if code is not None:
        book = study.codebook
        if code not in book.codes and code not in book.retired:
            near = suggest(code, book.codes)
            usage_error(f"the codebook has no {code}" + (f"; did you mean {near}?" if near else ""))
        return f"/#/pile/{quote(code, safe='')}"
    return "/"


def _browse(address: str) -> None:
    """Open the browser; where there is none, the address has been printed.

    Without a desktop Python would start a text browser in this very terminal.
    """
    import os
    import threading
    import webbrowser

    desktop = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in desktop):
        return
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
