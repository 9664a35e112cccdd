"""Addresses and who answers them: JSON in, a handler's reply out, and the page's own files."""

import asyncio
import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from framework_cli.read.memory import no_collection
from framework_cli.revise import RefusedError
from framework_cli.serve import (
    charting,
    coding,
    pile,
    place,
    progress,
    source,
    study,
    undo,
    version,
    watch,
)
from framework_cli.serve.reply import Reply, WishError, problem
from framework_cli.serve.wish import Wish, parsed
from framework_cli.write import CannotWriteError, EntryGoneError, SpliceError

if TYPE_CHECKING:
    from framework_cli.serve.desk import Desk

    Handler = Callable[[Desk, Wish], Reply]

STATIC = Path(__file__).parent / "static"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
# The disk, the quota or the largest size is reached; Windows may have no name for the second.
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)


TABLE: "tuple[tuple[str, str, Handler], ...]" = (
    ("GET", "/api/study", study.study),
    ("POST", "/api/view", study.view),
    ("GET", "/api/source/{id}", source.source),
    ("POST", "/api/source/{id}/excerpts", coding.add),
    ("PUT", "/api/source/{id}/read", coding.read),
    ("PATCH", "/api/excerpts/{id}", coding.change),
    ("DELETE", "/api/excerpts/{id}", coding.remove),
    ("DELETE", "/api/excerpts/{id}/codes/{code:path}", coding.remove_code),
    ("DELETE", "/api/excerpts/{id}/open", coding.remove_label),
    ("POST", "/api/undo", undo.undo),
    ("POST", "/api/redo", undo.redo),
    ("GET", "/api/changes", watch.changes),
    ("POST", "/api/place", place.place),
    ("POST", "/api/version", version.save),
    ("GET", "/api/pile", pile.pile),
    ("GET", "/api/cells/{case:path}/{theme}", charting.show),
    ("PUT", "/api/cells/{case:path}/{code}", charting.save),
    ("GET", "/api/grid", progress.show),
    ("POST", "/api/marks", progress.mark),
)


def application(desk: "Desk") -> Starlette:
    """The application over a desk; it must stand behind a `Guard`."""
    turn = asyncio.Lock()  # those who wait for the desk wait here, and take up no thread
    files = {path.name: path for path in STATIC.iterdir() if path.is_file() and path.suffix in KINDS}

    async def index(_: Request) -> Response:
        return await _file(files, "index.html")

    async def static(request: Request) -> Response:
        return await _file(files, request.path_params["name"])

    routes = [Route("/", index), Route("/static/{name}", static)]
    routes += [_route(desk, *entry, turn) for entry in TABLE]
    made = Starlette(routes=routes, exception_handlers={HTTPException: _no_route, Exception: _fault})
    made.router.redirect_slashes = False  # it would put an address together from what the request says
    return made


def _route(desk: "Desk", method: str, path: str, handler: "Handler", turn: asyncio.Lock) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            wish = Wish(
                dict(request.path_params),
                dict(request.query_params),
                parsed(await request.body()),
                request.headers.get("if-match", "").strip('"'),
            )
        except WishError as refused:
            return _json(refused.reply())
        async with turn:
            return _json(await run_in_threadpool(answer, handler, desk, wish))

    return Route(path, endpoint, methods=[method])


def answer(handler: "Handler", desk: "Desk", wish: Wish) -> Reply:
    """What a handler answers to a wish, over files as they are now; every refusal in words."""
    try:
        with desk.lock, no_collection(freeze=False):
            desk.look()
            return handler(desk, wish)
    except WishError as refused:
        return refused.reply()
    except RefusedError as refused:
        return problem(422, str(refused))
    except (SpliceError, EntryGoneError) as fault:
        return problem(409, f"the file was left as it is: {fault}", "look at it in an editor, then try again")
    except OSError as fault:
        return _unwritten(fault)


def _unwritten(fault: OSError) -> Reply:
    """A file that could not be read or written, in the system's own words."""
    where = Path(os.fsdecode(fault.filename)).name if fault.filename else ""
    said = f"{where}: {fault.strerror or fault}" if where else str(fault.strerror or fault)
    hint = "" if isinstance(fault, CannotWriteError) else "nothing was half written; try again"
    return problem(507 if fault.errno in FULL else 409, said, hint)


async def _file(files: dict[str, Path], name: str) -> Response:
    if name not in files:
        raise HTTPException(404)
    data = await run_in_threadpool(files[name].read_bytes)
    return Response(data, media_type=KINDS[files[name].suffix])


def _json(reply: Reply) -> Response:
    """A reply as JSON; what is no text in a name is written as an escape."""
    data = json.dumps(reply.body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    headers = {"etag": f'"{reply.etag}"'} if reply.etag else {}
    encoded = data.encode("utf-8", "backslashreplace")
    return Response(encoded, reply.status, headers, media_type="application/json")


async def _no_route(_: Request, refused: Exception) -> Response:
    assert isinstance(refused, HTTPException)
    said = {404: "there is nothing at this address", 405: "this is not done at this address"}
    answer = _json(problem(refused.status_code, said.get(refused.status_code, refused.detail)))
    answer.headers.update(refused.headers or {})
    return answer


async def _fault(_: Request, fault: Exception) -> Response:
    """A fault of the tool itself: its kind and place on standard error, never a word of the study."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" in {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    sys.stderr.write(f"framework: a fault of the tool itself ({type(fault).__name__}{where})\n")
    return _json(problem(500, "a fault of the tool itself; every file is whole", "look at the terminal"))
